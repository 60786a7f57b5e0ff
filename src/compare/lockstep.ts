/**
 * Two policies in one machine. Both are asked about every event; what the candidate answers is what happens, and the
 * baseline's answer is only noted. So both have seen the same scheduler, devices and guest, and the same history of
 * it, and a difference is what the change does to the machine as the change makes it: docs/decisions/0013-lockstep.md.
 */
import type { Identification, Move, Policy } from '../../model/policies/policy.ts';
import type { Hint, Json } from '../../model/state.ts';
import type { OfBoth } from './report.ts';

/** What the two of them remember. */
interface Memories {
  readonly [side: string]: Json;
  readonly baseline: Json;
  readonly candidate: Json;
}

/** The same event, for one who remembers something else. What is not read of it stays unread. */
const rememberedAs = (event: Identification<Memories>, side: keyof OfBoth<unknown>): Identification => ({
  on: event.on,
  source: event.source,
  get memory() {
    return event.memory[side];
  },
  get mappedHere() {
    return event.mappedHere;
  },
  get route() {
    return event.route;
  },
  condition: event.condition,
});

/** What each of the two answers to an event. */
const bothDecide = ({ baseline, candidate }: OfBoth<Policy>, event: Identification<Memories>) => ({
  baseline: baseline.decide(rememberedAs(event, 'baseline')),
  candidate: candidate.decide(rememberedAs(event, 'candidate')),
});

/** A policy whose hints are the candidate's, and the hints that each of the two would send. */
export interface Lockstep extends Policy {
  readonly hints: (event: Identification) => OfBoth<Hint>;
}

export const inLockstep = (policies: OfBoth<Policy>): Lockstep => {
  const { baseline, candidate } = policies;
  const ask = (event: Identification) => bothDecide(policies, event as unknown as Identification<Memories>);
  // What it remembers afterwards may be `null`.
  const moved = (policy: Policy, memory: Json, move: Move): Json =>
    policy.onMove === undefined ? memory : policy.onMove(memory, move);
  return {
    name: candidate.name,
    claims: [],
    makesVacuous: [],
    initial: { baseline: baseline.initial, candidate: candidate.initial },
    decide: (event) => {
      const both = ask(event);
      return {
        hint: both.candidate.hint,
        memory: { baseline: both.baseline.memory, candidate: both.candidate.memory },
      };
    },
    ...(baseline.onMove || candidate.onMove
      ? {
          onMove: (memory, move) => {
            const memories = memory as Memories;
            return {
              baseline: moved(baseline, memories.baseline, move),
              candidate: moved(candidate, memories.candidate, move),
            };
          },
        }
      : {}),
    hints: (event) => {
      const both = ask(event);
      return { baseline: both.baseline.hint, candidate: both.candidate.hint };
    },
  };
};
