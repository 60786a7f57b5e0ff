/** What the worker does to know what a fault says of itself: it loads the module. */
import { layoutOf } from '../../model/topology.ts';
import type { Bundle, CallBoardWriter } from '../modules/index.ts';
import { instantiateFault } from '../modules/index.ts';
import type { AboutFault } from './about.ts';

/** What a module says of itself does not depend on the topology. */
export const aboutIn = (board: CallBoardWriter, fault: Bundle): AboutFault => {
  const context = { layout: layoutOf({ hostCpus: 1, vms: [] }), maxMemories: 1, board };
  const { name, summary, source, caughtBy, shows } = instantiateFault(fault, context);
  return { name, summary, source, caughtBy, shows };
};
