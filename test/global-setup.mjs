/** Builds the command line and the worker, once, before any test. */
import { bundle } from '../scripts/build.mjs';

export const setup = async () => {
  await bundle();
};
