/** A comparison as JUnit's XML: docs/ci.md. */
import { junit } from '../ci/junit.ts';
import { toldOfCompare } from './of-compare.ts';
import type { CompareReporter } from './reporter.ts';

export const junitReporter: CompareReporter = (report, context) => junit(toldOfCompare(report, context));
