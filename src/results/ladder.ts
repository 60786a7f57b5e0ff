/** The ladder that `check` climbs: each rung can show something that those below could not. docs/ladder.md lists it. */
import { lifecycles } from '../../model/configuration.ts';
import { canonical } from '../engine/values.ts';
import { topologyOf } from '../scope.ts';
import type { Rung } from './request.ts';
import type { RunOptions } from './result.ts';

const defaults: RunOptions = {
  map: 'on-move',
  hinting: 'interleaved',
  moves: true,
  lifecycle: [],
  fault: null,
};

interface Step {
  readonly scope: string;
  readonly options?: Partial<RunOptions>;
  /** Beyond exhaustive reach: tried on random runs. */
  readonly random?: true;
  /** Promises about the long run are not asked there: that would take too long under a policy that keeps hinting. */
  readonly finiteOnly?: true;
  readonly shows: string;
}

const steps: readonly Step[] = [
  { scope: '2:2x1', shows: 'one VM whose VCPUs move between two CPUs' },
  { scope: '2:1x1+1x1', shows: 'two VMs that compete for the CPUs' },
  { scope: '2:1x2', shows: 'two types of event of one device' },
  { scope: '3:1x1', shows: 'more CPUs than VCPUs' },
  { scope: '2:1x1', options: { map: 'on-dispatch' }, shows: 'a map that is behind' },
  { scope: '1:2x1', options: { lifecycle: ['reset'] }, shows: 'a VM that is reset' },
  { scope: '2:2x1', options: { moves: false, lifecycle: ['hotplug'] }, shows: 'VCPUs that come and go' },
  {
    scope: '1:2x1',
    options: { lifecycle: ['masking'] },
    shows: 'a route that is masked while it is written',
  },
  { scope: '1:2x1', options: { lifecycle: [...lifecycles] }, shows: 'all of that at once' },
  {
    scope: '2:3x1',
    options: { moves: false, hinting: 'atomic' },
    shows: 'pinned VCPUs, two of them on one CPU; nothing between look-up and injection',
  },
  { scope: '1:3x1', options: { hinting: 'atomic' }, shows: 'three VCPUs on one CPU' },
  { scope: '1:1x1+2x1', options: { hinting: 'atomic' }, shows: 'two VMs that differ' },
  { scope: '1:2x2', options: { hinting: 'atomic' }, shows: 'two types of event, two VCPUs to choose from' },
  { scope: '2:2x2', finiteOnly: true, shows: 'two of everything' },
  { scope: '2:2x1+2x1', finiteOnly: true, shows: 'two VMs of two VCPUs' },
  { scope: '3:2x1', shows: 'VCPUs that can move out of the way' },
  { scope: '2:1x2+1x2+1x2+1x2+1x2', finiteOnly: true, shows: 'five VMs that crowd two CPUs' },
  {
    scope: '4:4x2+4x2+2x1',
    options: { lifecycle: [...lifecycles] },
    random: true,
    finiteOnly: true,
    shows: 'three VMs, and everything that can happen to them',
  },
  {
    scope: '8:4x3+4x3',
    options: { map: 'on-dispatch' },
    random: true,
    finiteOnly: true,
    shows: 'a host with more CPUs than its VMs need, and a map that is behind',
  },
];

/**
 * What is tried on random runs: by default the rungs of the ladder that are beyond exhaustive reach; or all that there
 * is; or nothing, and then those rungs are left out.
 */
export type RandomChoice = 'beyond-reach' | 'all' | 'none';

/** The default ladder with some options fixed. Rungs that become the same are one. */
export const ladderFor = (
  { guest, fault }: Pick<Rung, 'guest' | 'fault'>,
  fixed: Partial<RunOptions> = {},
  choice: RandomChoice = 'beyond-reach',
): readonly Rung[] => {
  const chosen = steps.filter(({ random }) => !random || choice !== 'none');
  const rungs = chosen.map(({ scope, options, random = false, finiteOnly = false, shows }): Rung => {
    const all = { ...defaults, ...options, ...fixed };
    const isRandom = random || choice === 'all';
    return {
      ...{ scope, topology: topologyOf(scope), guest, fault, options: all, random: isRandom },
      ...{ finiteOnly, shows },
    };
  });
  const keys = rungs.map(({ scope, options }) => canonical({ scope, options }));
  return rungs.filter((_, i) => keys.indexOf(keys[i]!) === i);
};

/** One configuration of the user's choice. */
export const rungFor = (
  rung: Pick<Rung, 'scope' | 'topology' | 'guest' | 'fault'>,
  fixed: Partial<RunOptions> = {},
  choice: RandomChoice = 'beyond-reach',
): Rung => ({
  ...rung,
  options: { ...defaults, ...fixed },
  random: choice === 'all',
  finiteOnly: false,
  shows: '',
});
