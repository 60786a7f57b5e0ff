/** A configuration, less the policy and the guest, as flags would name it. */
import { rungFor } from './ladder.ts';
import type { Run, RunOptions } from './result.ts';

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** The flags for the axes on which a run is not what it would be without flags. */
export const optionFlags = (options: RunOptions, usual: RunOptions): readonly string[] => [
  ...(options.map === usual.map ? [] : ['--map', options.map]),
  ...(options.hinting === usual.hinting ? [] : ['--hinting', options.hinting]),
  ...(options.moves === usual.moves ? [] : [options.moves ? '--moves' : '--no-moves']),
  ...(sameList(options.lifecycle, usual.lifecycle)
    ? []
    : ['--lifecycle', options.lifecycle.join(',') || 'none']),
  ...(options.fault === usual.fault ? [] : ['--fault', options.fault ?? 'none']),
];

const noVm = { hostCpus: 1, vms: [] };
const defaults: RunOptions = rungFor({
  scope: '',
  topology: noVm,
  guest: { is: 'built-in', name: '' },
  fault: null,
}).options;

/** A configuration as flags would name it, shortly: `2:2x1 --map on-dispatch` */
export const rungName = ({ scope, options }: Pick<Run, 'scope' | 'options'>): string =>
  [scope, ...optionFlags(options, defaults)].join(' ');
