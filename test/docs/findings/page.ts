/** docs/findings.md, made from docs/findings.json. What it says is checked against the results while it is made. */
import { guests, policies } from './asked.ts';
import { byGuest, firstTime, onMove, policiesByAxis, restoring, runningOnly } from './losing.ts';
import { inFull, onDispatch, otherAxes, otherScopes } from './machines.ts';
import { costsMore, paying } from './paying.ts';
import { serving } from './serving.ts';
import { answered, answerOf, count, isBroken, listed, so } from './told.ts';

const statesInAll = (): string => count(answered.reduce((sum, { states }) => sum + states, 0));

const inShort = (): readonly string[] => [
  '## In short',
  [
    so(
      `- Every event is served, whatever the policy and whatever an obedient guest does with hints. Every interrupt is taken, too, where no handler waits for another one's mask. [More](#every-event-is-served)`,
      answered
        .filter(({ world, guest }) => world === 'as it is' && guest !== 'hostile')
        .every(({ answers }) => answers['event-is-served'] === 'holds'),
    ),
    so(
      `- Of the built-in policies, only ${listed(restoring)} bring locality back, under a guest that obeys and with a map that is right. [More](#which-policy-brings-locality-back)`,
      restoring.length === 3,
    ),
    so(
      '- A policy that hints once, as claim 1 does, loses locality for good, and nobody needs to migrate for that. [More](#first-time-one-hint-and-it-is-gone)',
      isBroken(answerOf({ policy: 'first-time', flags: '--no-moves' })),
    ),
    so(
      '- To hint again whenever a VCPU has moved is not enough, even if all events come from one CPU: an older hint can be programmed after a newer one. [More](#on-move-not-even-if-the-events-stay-where-they-are)',
      isBroken(answerOf({ policy: 'on-move', world: 'events from cpu0 only' })),
    ),
    so(
      '- To name running VCPUs only brings nothing back: a VCPU that gets no interrupts sleeps. [More](#running-only-nobody-is-named-who-sleeps)',
      isBroken(answerOf({ policy: 'running-only' })),
    ),
    so(
      '- With a map like `vcpu->cpu`, which is written when a VCPU next runs, no policy brings locality back that names only those whom the map has on the CPU of the event: who is looked up where it is not gets no interrupt, does not run, and stays where it is not. [More](#a-map-that-is-written-when-a-vcpu-next-runs)',
      policies.every((policy) => isBroken(answerOf({ policy, flags: '--map on-dispatch' }))),
    ),
    `- ${costsMore()} [More](#what-it-costs-to-bring-it-back)`,
    so(
      '- There is no number of events after which locality is back for certain. [More](#how-soon-it-is-back)',
      restoring.every((policy) => isBroken(answerOf({ policy, world: 'no fairness' }))),
    ),
  ].join('\n'),
];

export const findingsPage = (): string =>
  `${[
    '# What happens in the long run',
    '<!-- Made from docs/findings.json by `npx tsx test/docs/generate.ts`. Do not edit. `npm run findings` makes the JSON anew. -->',
    'VCPUs move, events come from elsewhere, and then things calm down: VCPUs stay put, and a device raises its events on one host CPU, where there is a VCPU of the VM. Do its interrupts get there, and stay there? That is `locality-restored`, and it is what hinting is for. This page says which policy keeps it, in which machine, under which guest, and at what price; how the others break it; and that every event is served on the way.',
    `These are promises about the long run. [long-run.md](long-run.md) says what that means, which runs are fair, and how to read a run without end. All results are exhaustive: ${count(answered.length)} searches, ${statesInAll()} states in all, are in [findings.json](findings.json). No run that breaks the same promise there is shorter than the one listed, and the pure model has taken each of them. The page is made from these results, and can't be made if a sentence of it is no longer true. They are about [the model](model.md), which leaves things out.`,
    ...inShort(),
    ...policiesByAxis(),
    ...firstTime(),
    ...onMove(),
    ...runningOnly(),
    ...onDispatch(),
    ...byGuest(),
    ...otherAxes(),
    ...otherScopes(),
    ...paying(),
    ...serving(),
    ...inFull(guests),
  ].join('\n\n')}\n`;
