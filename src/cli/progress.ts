/** How something that takes long is getting on, for whoever looks at the terminal. */

import { lookOf, progressLine } from '../report/index.ts';
import type { CheckProgress } from '../results/request.ts';
import type { Terminal } from './terminal.ts';

/** Shows it, if somebody is looking: in one line, whatever becomes of the window meanwhile. */
export const showing = ({ progress, columns, color }: Terminal, wantsColor: boolean) => {
  if (progress === null) return {};
  const isColoured = wantsColor && color.err;
  let waiting = 0;
  return {
    onProgress: (now: CheckProgress): void => {
      progress(progressLine(now, waiting, lookOf(isColoured, columns())));
      waiting = now.waiting;
    },
  };
};
