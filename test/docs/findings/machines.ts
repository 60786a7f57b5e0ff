/** docs/findings.md: what the axes of the machine and its size change. */
import type { Asked } from './asked.ts';
import { elsewhere, gridAxes, policies } from './asked.ts';
import { restoring } from './losing.ts';
import { shownByTrace } from './shown.ts';
import {
  answerOf,
  code,
  count,
  inTable,
  isBroken,
  isLost,
  isSameRun,
  isThis,
  lassoOf,
  lengthOf,
  resultOf,
  so,
  table,
} from './told.ts';

const of = (policy: string, more: Partial<Asked> = {}): Asked => ({
  ...{ scope: '2:2x1', flags: '', guest: 'any', world: 'as it is' },
  policy,
  ...more,
});

const behind = of('every-event', { flags: '--map on-dispatch' });
const asleep = of('on-miss', { flags: '--map on-dispatch', world: 'every ready VCPU is owed its CPU' });

export const onDispatch = (): readonly string[] => [
  '## A map that is written when a VCPU next runs',
  'KVM writes `vcpu->cpu` when a VCPU runs, and not when its thread is migrated. Even `every-event`, which hints always, does not bring locality back then:',
  shownByTrace(behind, lassoOf(behind)),
  so(
    'Step 3 moves VCPU 1 to CPU 0, and the map still has it on CPU 1. Events come from CPU 0. VCPU 1 is there, but the look-up finds nobody: the hints are empty, and the guest has nothing to program. VCPU 1 gets no interrupt, so it has no work and does not run; it does not run, so the map is never mended; the map is wrong, so it gets no interrupt. Each part of the circle is right for itself.',
    isThis(
      lassoOf(behind),
      'migrate(v0, c1) dispatch(v0) migrate(v1, c0)',
      'raise(e0, c0) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)',
    ),
  ),
  so(
    `The run is one of \`on-miss\` and of \`first-nonempty\`, too: they have nobody to name. If the host owes every ready VCPU its CPU, it takes two steps more: VCPU 1 runs and halts before it is moved. A halted VCPU that the host's load balancer moves is what a VM that idles looks like.`,
    ['on-miss', 'first-nonempty'].every((policy) =>
      isSameRun(lassoOf(behind), lassoOf(of(policy, { flags: '--map on-dispatch' }))),
    ) &&
      isThis(
        lassoOf(asleep),
        'migrate(v0, c1) dispatch(v1) halt(v1) dispatch(v0) migrate(v1, c0)',
        'raise(e0, c0) identify(e0) inject(e0) take(e0, v0) finish(e0, v0)',
      ),
  ),
  so(
    'So a hypervisor that looks VCPUs up must hear of migrations itself, where they happen; or look up where the thread is, and not where the VCPU last ran. Else it has to guess: a policy that names the other VCPUs, wherever the map has them, when the look-up finds nobody, does bring locality back on `2:2x1`. They get interrupts, run, and mend the map. But such a hint names VCPUs that are not where the event comes from: it breaks `hinted-are-mapped`.',
    restoring.every(
      (policy) =>
        isBroken(answerOf({ policy, flags: '--map on-dispatch' })) && !isBroken(answerOf({ policy })),
    ),
  ),
];

export const otherAxes = (): readonly string[] => {
  const lasso = (policy: string, flags: Asked['flags']) => lassoOf(of(policy, { flags }));
  return [
    '## The other axes',
    [
      so(
        `- **Atomic hinting** spares a step for each event (${inTable(answerOf({ policy: 'first-time', flags: '--hinting atomic' }))} in place of ${inTable(answerOf({ policy: 'first-time' }))}), and changes no answer. What is lost in the long run is not lost between look-up and injection.`,
        policies.every(
          (policy) =>
            isBroken(answerOf({ policy })) === isBroken(answerOf({ policy, flags: '--hinting atomic' })),
        ),
      ),
      so(
        '- **Pinned VCPUs** lose locality in the same runs, to the step: in none of the shortest ones does a VCPU move. Events move, too.',
        policies.every((policy) => {
          const [free, fixed] = [answerOf({ policy }), answerOf({ policy, flags: '--no-moves' })];
          return isBroken(free) && isBroken(fixed) ? isSameRun(free, fixed) : free === fixed;
        }),
      ),
      so(
        '- **Hotplug** adds nothing: the same runs. A VCPU that is taken away and comes back has moved, and `locality-restored` is about what is when all moves are over.',
        policies.every((policy) => {
          const [without, with_] = [answerOf({ policy }), answerOf({ policy, flags: '--lifecycle hotplug' })];
          return isBroken(without) && isBroken(with_) ? isSameRun(without, with_) : without === with_;
        }),
      ),
      so(
        `- **Masking** makes programming three steps. \`first-time\` then burns its hint sooner on nobody than on the right VCPU: ${lengthOf(lasso('first-time', '--lifecycle masking'))}, with the stem of [the run above](#after-a-migration). No answer changes: what arrives while the entry is masked is owed, and not lost.`,
        policies.every(
          (policy) =>
            isBroken(answerOf({ policy })) === isBroken(answerOf({ policy, flags: '--lifecycle masking' })),
        ) &&
          isSameRun(
            lasso('first-time', '--lifecycle masking'),
            lassoOf(of('first-time', { world: 'events from cpu0 only' })),
          ),
      ),
    ].join('\n'),
  ];
};

const small = ['1:2x1', '2:1x1'];

export const otherScopes = (): readonly string[] => {
  const shown = elsewhere.map(({ scope, flagsOf }) => (policy: string) => {
    const flags = flagsOf(policy);
    const { answers, states } = resultOf({ scope, flags, policy });
    const mark = flags === '' ? '' : '¹';
    return `${inTable(answers['locality-restored']!)}${mark} (${count(states)})`;
  });
  const large = elsewhere.filter(({ scope }) => !small.includes(scope));
  return [
    '## More CPUs, VCPUs, VMs and sources',
    table(
      ['policy', ...elsewhere.map(({ scope }) => code(scope))],
      policies.map((policy) => [code(policy), ...shown.map((of) => of(policy))]),
    ),
    'In brackets the number of states. ¹ with `--hinting atomic`. `✗` without numbers: there is such a run, and too many states to look for a shortest one.',
    so(
      'With one CPU, or one VCPU, **every policy keeps `locality-restored`, and so does `never`**: all VCPUs are where all events come from, or the route can lead to nobody else. Two CPUs and two VCPUs are needed to lose it, and they are enough. A third CPU, a third VCPU, a second VM, a second source changes no answer.',
      small.every((scope) => policies.every((policy) => answerOf({ scope, policy }) === 'holds')) &&
        large.every(({ scope, flagsOf }) =>
          policies.every(
            (policy) =>
              isLost(answerOf({ scope, flags: flagsOf(policy), policy })) === isLost(answerOf({ policy })),
          ),
        ),
    ),
    [
      '```console',
      '$ hintproof check never --scope 1:2x1 --property locality-restored',
      '…',
      `  ✓ locality-restored  holds on 1 rung, ${count(resultOf({ policy: 'never', scope: '1:2x1' }).states)} states`,
      '…',
      '```',
    ].join('\n'),
  ];
};

/** The table of everything. */
export const inFull = (guests: readonly string[]): readonly string[] => [
  '## All of it',
  `\`locality-restored\` on \`2:2x1\`, with the shortest run wherever it is broken. [findings.json](findings.json) has the runs, and the numbers of states.`,
  table(
    ['policy', 'guest', ...gridAxes.map((flags) => (flags === '' ? 'the defaults' : `\`${flags}\``))],
    policies.flatMap((policy) =>
      guests.map((guest) => [
        code(policy),
        code(guest),
        ...gridAxes.map((flags) => inTable(answerOf({ policy, guest, flags }))),
      ]),
    ),
  ),
];
