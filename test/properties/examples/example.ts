/** One example of what a property says: at the end of a run, in a configuration. */
import type { Short } from '../../configurations.ts';
import type { Script, Verdict } from '../scripted.ts';

export type Example = readonly [verdict: Verdict, shows: string, scope: string, axes: Short, script: Script];

/** Examples by the property's id. */
export type Examples = Readonly<Record<string, readonly Example[]>>;

/** VCPU 0 runs. With `every-event`, an event of e0 from c1 is on its way to it, with a hint that names v1. */
export const injected: Script = ['dispatch(v0)', 'raise(e0, c1)', 'identify(e0)', 'inject(e0)'];

/** The same, and the handler has it. */
export const taken: Script = [...injected, 'take(e0, v0)'];

/** With `masking`: the handler of e0 on v0 has masked the source, and is about to program v1. */
export const masked: Script = [...taken, 'maskSource(e0, v0, v1)'];

/** With `masking`: the mask owes an interrupt, with a hint that names v0. */
export const owing: Script = [...masked, 'raise(e0, c0)', 'identify(e0)', 'inject(e0)'];

export const every: Short = { policy: 'every-event' };
export const masking: Short = { policy: 'every-event', lifecycle: ['masking'] };
export const atomic: Short = { policy: 'every-event', hinting: 'atomic' };
