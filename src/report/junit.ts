/** A check as JUnit's XML: docs/ci.md. */
import { junit } from './ci/junit.ts';
import { toldOfCheck } from './ci/of-check.ts';
import type { Reporter } from './reporter.ts';

export const junitReporter: Reporter = (report, context) => junit(toldOfCheck(report, context));
