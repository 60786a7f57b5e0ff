/** docs/findings.md: which policies bring locality back, and how the others lose it. */
import type { Asked } from './asked.ts';
import { gridAxes, guests, policies } from './asked.ts';
import { replayable, shownByReplay, shownByTrace } from './shown.ts';
import {
  answerOf,
  code,
  count,
  inTable,
  isBroken,
  isList,
  isSameRun,
  isThis,
  lassoOf,
  lengthOf,
  listed,
  priceOf,
  resultOf,
  so,
  table,
  those,
} from './told.ts';

const usual = { scope: '2:2x1', flags: '', guest: 'any', world: 'as it is' } as const;
const cpu0Only = 'events from cpu0 only';

const of = (policy: string, more: Partial<Asked> = {}): Asked => ({ ...usual, policy, ...more });

const holds = (asked: Asked): boolean => answerOf(asked) === 'holds';

/** The policies that bring locality back under guest `any`, as long as the map is right. */
export const restoring = those((policy) => holds(of(policy)));

export const policiesByAxis = (): readonly string[] => [
  '## Which policy brings locality back',
  'One row for each policy, under guest `any`, on `2:2x1`. `✗ 6 + 5`: a shortest run that breaks `locality-restored` takes 6 steps, and then the same 5 for ever.',
  table(
    ['policy', ...gridAxes.map((flags) => (flags === '' ? 'the defaults' : `\`${flags}\``))],
    policies.map((policy) => [
      code(policy),
      ...gridAxes.map((flags) => inTable(answerOf({ policy, flags }))),
    ]),
  ),
  so(
    `${listed(restoring)} bring it back, whoever schedules, as long as the map is right. With \`--map on-dispatch\`, none does. The other axes change how long the runs are, and no answer.`,
    isList(restoring, ['every-event', 'on-miss', 'periodic:3']) &&
      policies.every((policy) => !holds(of(policy, { flags: '--map on-dispatch' }))) &&
      gridAxes
        .filter((flags) => flags !== '--map on-dispatch')
        .every((flags) =>
          isList(
            those((policy) => holds(of(policy, { flags }))),
            restoring,
          ),
        ),
  ),
  [
    '```console',
    '$ hintproof check every-event on-miss --scope 2:2x1 --property locality-restored',
    '…',
    `  ✓ locality-restored  holds on 1 rung, ${count(resultOf(of('every-event')).states)} states`,
    '…',
    `  ✓ locality-restored  holds on 1 rung, ${count(resultOf(of('on-miss')).states)} states`,
    '…',
    '$ hintproof check running-only --scope 2:2x1 --property locality-restored',
    '…',
    `  ✗ locality-restored  violated in ${lengthOf(lassoOf(of('running-only')))} on 2:2x1`,
    '…',
    '[exit 1]',
    '```',
  ].join('\n'),
];

const migrated = of('first-time', { world: cpu0Only });
const stale = of('first-nonempty', { world: cpu0Only });
const overtaken = of('on-move', { world: cpu0Only });
const overtakenAtomically = of('on-move', { world: cpu0Only, flags: '--hinting atomic' });

const hintOnce = ['first-time', 'first-nonempty', 'on-move'];

/** A run that is told step by step. */
const burnt = lassoOf(of('first-time'));

export const firstTime = (): readonly string[] => [
  '## `first-time`: one hint, and it is gone',
  shownByTrace(of('first-time'), burnt),
  so(
    'Nobody does anything wrong, and nobody migrates. The first event comes from CPU 0, where VCPU 0 runs. Step 3 spends the hint on it: `{VCPU 0}`, which is true. In step 6 the guest obeys, and programs what was programmed already. From step 7 on, the events come from CPU 1, where VCPU 1 is. Step 8 identifies such an event, and sends no hint: the policy has hinted. So each interrupt goes to VCPU 0 on the other CPU, for ever.',
    isThis(
      burnt,
      'dispatch(v0) raise(e0, c0) identify(e0) inject(e0) take(e0, v0) program(e0, v0, v0)',
      'raise(e0, c1) identify(e0) inject(e0) finish(e0, v0) take(e0, v0)',
    ),
  ),
  so(
    `The run is fair: whoever has work does it. It is also one of \`first-nonempty\` and of \`on-move\`, and of machines in which VCPUs are pinned.`,
    hintOnce.every((policy) => isSameRun(burnt, lassoOf(of(policy)))) &&
      hintOnce.every((policy) => isSameRun(burnt, lassoOf(of(policy, { flags: '--no-moves' })))),
  ),
  '### After a migration',
  `And if the events stay where they are? Take the machine in which all events come from CPU 0, from the beginning. The shortest run of \`first-time\` then is this one. No command finds it, for there is no flag for such a device; but it is a run of the whole machine, kept as a file, and it replays.`,
  shownByReplay('first-time-after-migrations', migrated, lassoOf(migrated)),
  so(
    'Step 4 burns the hint: CPU 0 sends its first event, and just then no VCPU is there. VCPU 0 left in step 1, and VCPU 1 comes in step 5, one step too late. The hint names nobody, and it was the only one. From step 9 on VCPU 1 is where all events come from, VCPU 0 is not, and all interrupts go to VCPU 0. Claim 1 has no second chance: the type of event has been seen.',
    isThis(
      lassoOf(migrated),
      'migrate(v0, c1) dispatch(v0) raise(e0, c0) identify(e0) migrate(v1, c0) inject(e0) take(e0, v0) finish(e0, v0)',
      'raise(e0, c0) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)',
    ),
  ),
  so(
    '`first-nonempty` waits with its hint until there is somebody to name, and loses it all the same, in as many steps. VCPU 1 joins VCPU 0 on CPU 0, and the hint names both. Before it is read, VCPU 0 leaves; the guest picks VCPU 0. A hint that is sent once can be spent on nobody, on one who leaves, and on a CPU that the events leave.',
    isThis(
      lassoOf(stale),
      'migrate(v1, c0) raise(e0, c0) identify(e0) migrate(v0, c1) dispatch(v0) inject(e0) take(e0, v0) program(e0, v0, v0)',
      'raise(e0, c0) identify(e0) inject(e0) finish(e0, v0) take(e0, v0)',
    ),
  ),
];

export const onMove = (): readonly string[] => [
  '## `on-move`: not even if the events stay where they are',
  so(
    `\`on-move\` hints again after a VCPU has moved. If the events move and no VCPU does, nobody tells it: the run above is one of \`on-move\`. So ask less of it. Let all events come from CPU 0, so that only VCPUs move, and every move is told. Then ${listed(those((policy) => holds(of(policy, { world: cpu0Only }))))} keep \`locality-restored\`, as before. \`on-move\` still breaks it. Its shortest run is ${lengthOf(lassoOf(overtaken))}:`,
    isList(
      those((policy) => holds(of(policy, { world: cpu0Only }))),
      restoring,
    ),
  ),
  shownByReplay('on-move-overtaken', overtaken, lassoOf(overtaken)),
  so(
    'Two handlers of one source are at work, and **the older hint is programmed last**. Read it from the middle. The hint of step 9 names VCPU 1, which comes and goes between the CPUs; it waits on VCPU 0 behind a handler. In step 10 VCPU 1 leaves CPU 0 for good. That is the last move. The policy hears of it, and the next event has a hint that is right: `{VCPU 0}`, in step 15. By then the route leads to VCPU 1, where that hint is taken in step 20, and obeyed in step 21: the route is VCPU 0, as it should be. But VCPU 0 has at last come to the hint of step 9. It obeys, too, in step 22. The route is wrong again, nobody will ever move, and so nobody will ever hint.',
    isThis(
      lassoOf(overtaken),
      'dispatch(v0) migrate(v1, c0) raise(e0, c0) identify(e0) migrate(v1, c1) migrate(v1, c0) inject(e0) raise(e0, c0) identify(e0) migrate(v1, c1) dispatch(v1) take(e0, v0) inject(e0) raise(e0, c0) identify(e0) program(e0, v0, v1) inject(e0) finish(e0, v0) take(e0, v0) take(e0, v1) program(e0, v1, v0) program(e0, v0, v1) finish(e0, v0)',
      'raise(e0, c0) identify(e0) inject(e0) finish(e0, v1) take(e0, v1)',
    ),
  ),
  so(
    `That is no matter of the gap between look-up and injection: with \`--hinting atomic\` it takes ${lengthOf(lassoOf(overtakenAtomically))}. It is the gap between an interrupt and its handler. Whoever hints only when told of a move must not count a hint as done when it is sent, nor when it is obeyed. Whoever looks at each event, and hints while the route is wrong, as \`on-miss\` does, needs no such count.`,
    lassoOf(overtakenAtomically).stem.length < lassoOf(overtaken).stem.length && holds(of('on-miss')),
  ),
];

const idle = of('running-only');
const owed = of('running-only', { world: 'every ready VCPU is owed its CPU' });
const owedPinned = of('running-only', { world: 'every ready VCPU is owed its CPU', flags: '--no-moves' });

const localShare = (policy: string): string => (100 * priceOf(policy).items.local.mean).toFixed(0);

export const runningOnly = (): readonly string[] => [
  '## `running-only`: nobody is named who sleeps',
  shownByTrace(idle, lassoOf(idle)),
  so(
    'It takes one step, and no migration. VCPU 0 runs on CPU 0; the events come from CPU 1, where VCPU 1 is ready. It does not run, so it is not named. It gets no interrupt, so it has no work; it has no work, so nobody owes it a CPU.',
    isThis(
      lassoOf(idle),
      'dispatch(v0)',
      'raise(e0, c1) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)',
    ),
  ),
  so(
    `A scheduler would run a ready VCPU on a CPU that is free. Suppose that it always does: add to fairness that every ready VCPU is dispatched, with work or without. Then the shortest run has two steps more: VCPU 1 runs, and halts, for it has nothing to do. With pinned VCPUs it is the same. A VCPU to which no interrupt goes sleeps, and \`running-only\` never names one that sleeps. So it brings nothing back.`,
    [owed, owedPinned].every((asked) =>
      isThis(
        lassoOf(asked),
        'dispatch(v0) dispatch(v1) halt(v1)',
        'raise(e0, c1) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)',
      ),
    ),
  ),
  so(
    `Under the scheduler of [compare.md](compare.md#averages), ${localShare('running-only')} % of its injections are local; under \`never\`, which never hints, it is ${localShare('never')} %, and under \`on-miss\` ${localShare('on-miss')} %.`,
    Number(localShare('on-miss')) > 1.5 * Number(localShare('running-only')),
  ),
];

export const byGuest = (): readonly string[] => {
  const users = ['any', 'lowest', 'keep-local'];
  const answers = (policy: string) => guests.map((guest) => answerOf({ policy, guest }));
  const [ignored, hostile] = ['ignore', 'hostile'].map((guest) => lassoOf(of('on-miss', { guest })));
  return [
    '## Guests',
    table(
      ['policy', ...guests.map(code)],
      policies.map((policy) => [code(policy), ...answers(policy).map(inTable)]),
    ),
    so(
      `Which VCPU of a hint a guest picks is no matter: under ${listed(users)} the same policies bring locality back. Under \`ignore\` and under \`hostile\`, none does.`,
      isList(guests, [...users, 'ignore', 'hostile']) &&
        gridAxes.every((flags) =>
          policies.every((policy) => {
            const isKept = users.map((guest) => !isBroken(answerOf({ policy, guest, flags })));
            const isKeptByOthers = ['ignore', 'hostile'].map(
              (guest) => !isBroken(answerOf({ policy, guest, flags })),
            );
            return new Set(isKept).size === 1 && !isKeptByOthers.includes(true);
          }),
        ),
    ),
    so(
      'The run is the same under both, one step and then five: VCPU 0 runs, events come from CPU 1, each with a hint that names VCPU 1, and the handler finishes without having programmed. A hostile guest need not do anything harmful for that. Locality is a promise of two, and a hypervisor can make its half of it only.',
      isSameRun(ignored!, hostile!) &&
        isThis(ignored!, 'dispatch(v0)', 'raise(e0, c1) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)'),
    ),
    [
      '```console',
      '$ hintproof check on-miss --scope 2:2x1 --guest ignore --property locality-restored',
      '…',
      `  ✗ locality-restored  violated in ${lengthOf(ignored!)} on 2:2x1`,
      '…',
      '[exit 1]',
      '```',
    ].join('\n'),
  ];
};

/** The runs that are kept as files. */
export const lassoFiles = (): Readonly<Record<string, string>> => ({
  'first-time-after-migrations': replayable(migrated, lassoOf(migrated)),
  'on-move-overtaken': replayable(overtaken, lassoOf(overtaken)),
});
