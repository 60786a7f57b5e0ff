/** A check as SARIF: docs/ci.md. */
import { toldOfCheck } from './ci/of-check.ts';
import { sarif } from './ci/sarif.ts';
import type { Reporter } from './reporter.ts';

export const sarifReporter: Reporter = (report, context) => sarif(toldOfCheck(report, context));
