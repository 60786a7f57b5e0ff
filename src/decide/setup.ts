/** From what was asked for, by name or as a module, to a configuration of the model. */
import type { Configuration } from '../../model/configuration.ts';
import type { Fault } from '../../model/faults/fault.ts';
import { faultNamed } from '../../model/faults/index.ts';
import type { Guest } from '../../model/guests/guest.ts';
import { guestNamed } from '../../model/guests/index.ts';
import { policyNamed } from '../../model/policies/index.ts';
import type { Policy } from '../../model/policies/policy.ts';
import { layoutOf } from '../../model/topology.ts';
import { UserError } from '../errors.ts';
import type { Bundle, CallBoardWriter, InstanceContext } from '../modules/index.ts';
import { instantiateFault, instantiateGuest, instantiatePolicy } from '../modules/index.ts';
import type { Chosen, Limits, Rung } from '../results/request.ts';

const known = <T>(what: string, name: string, found: T | undefined): T => {
  if (found === undefined) throw new UserError(what, `there is no ${what} '${name}'`);
  return found;
};

const builtIn = (name: string, fault: Chosen | null): Policy => {
  const policy = known('policy', name, policyNamed(name));
  return fault?.is === 'module' ? wary(policy, fault.bundle) : policy;
};

const faultOf = (fault: Chosen, context: InstanceContext): Fault =>
  fault.is === 'module'
    ? instantiateFault(fault.bundle, context)
    : known('fault', fault.name, faultNamed(fault.name));

/** A built-in policy takes its memory for its own; a fault of the user's may have put anything there. */
const wary = (policy: Policy, fault: Bundle): Policy => {
  const guarded =
    <A extends readonly unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return call(...args);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new UserError(
          fault.file,
          `leaves a memory that ${policy.name} can't use: ${error.message}`,
          `At first, it remembers ${JSON.stringify(policy.initial)}.`,
        );
      }
    };
  const { decide, onMove } = policy;
  return { ...policy, decide: guarded(decide), ...(onMove ? { onMove: guarded(onMove) } : {}) };
};

/** A configuration with fresh instances of the user's modules, if it has any. */
export const configurationOf = (
  policy: Chosen,
  { topology, guest, fault, options }: Rung,
  limits: Limits,
  board: CallBoardWriter,
): Configuration => {
  const context = { layout: layoutOf(topology), maxMemories: limits.maxMemories, board };
  const { fault: _, ...axes } = options;
  const chosenPolicy: Policy =
    policy.is === 'module' ? instantiatePolicy(policy.bundle, context) : builtIn(policy.name, fault);
  const chosenGuest: Guest =
    guest.is === 'module'
      ? instantiateGuest(guest.bundle, context)
      : known('guest', guest.name, guestNamed(guest.name));
  return {
    topology,
    policy: chosenPolicy,
    guest: chosenGuest,
    ...axes,
    fault: fault && faultOf(fault, context),
  };
};
