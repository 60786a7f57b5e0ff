/** docs/findings.md: every event is served, every hint is used; and how much fairness that takes. */
import type { Asked, WorldName } from './asked.ts';
import { contended, gridAxes, guests, policies } from './asked.ts';
import type { Answer } from './decide.ts';
import {
  answered,
  answerOf,
  code,
  count,
  inTable,
  isBroken,
  isList,
  isLost,
  isSameRun,
  isThis,
  lassoOf,
  listed,
  resultOf,
  so,
  table,
  those,
} from './told.ts';

const live = ['event-is-served', 'pending-is-taken'];
const obedient = guests.filter((guest) => guest !== 'hostile');

const statesMax = (flags: Asked['flags']): string => {
  const sizes = policies.flatMap((policy) =>
    obedient.map((guest) => resultOf({ policy, guest, flags }).states),
  );
  return count(Math.max(...sizes));
};

const served = (): readonly string[] => {
  const asItIs = answered.filter(({ world }) => world === 'as it is');
  const isContended = ({ flags }: Asked) => flags === contended.flags;
  const meant = asItIs.filter((one) => one.guest !== 'hostile' && !isContended(one));
  const largest = meant.reduce((best, one) => (one.states > best.states ? one : best));
  return [
    so(
      `\`event-is-served\` and \`pending-is-taken\` hold **for every policy, under every guest that obeys, on every axis**: in ${meant.length} configurations, of up to ${count(largest.states)} states. No hint keeps an interrupt from being taken, and nothing that such a guest makes of one, as long as handlers do not wait for each other: [an exception](#but-for-a-handler-that-waits-for-a-mask) takes two sources, two VCPUs on one CPU, and masking.`,
      meant.every(({ answers }) => live.every((id) => answers[id] === 'holds')),
    ),
    table(
      ['', 'configurations', 'states, the most'],
      gridAxes.map((flags) => [
        flags === '' ? 'the defaults' : code(flags),
        String(policies.length * obedient.length),
        statesMax(flags),
      ]),
    ),
    [
      '```console',
      '$ hintproof check every-event --scope 2:2x1 --contract live',
      '…',
      `  ✓ event-is-served   holds on 1 rung, ${count(resultOf({ policy: 'every-event' }).states)} states`,
      '…',
      `  ✓ pending-is-taken  holds on 1 rung, ${count(resultOf({ policy: 'every-event' }).states)} states`,
      '…',
      '```',
    ].join('\n'),
  ];
};

/** A run that is too long for this page breaks it, or none does. */
const takenIn = (policy: string, more: Partial<Asked> = {}): string =>
  isLost(answerOf({ ...contended, policy, ...more }, 'pending-is-taken')) ? '✗' : '✓';

const waiting = (): readonly string[] => {
  const lost = those((policy) => takenIn(policy) === '✗');
  return [
    '### But for a handler that waits for a mask',
    so(
      `A handler that writes a route with \`--lifecycle masking\` masks its source meanwhile, and a second handler of that source, on another VCPU, waits until it is unmasked. With two sources and two VCPUs on one CPU, \`${contended.scope} ${contended.flags}\`, ${listed(lost)} break \`pending-is-taken\`, and no other policy does. \`event-is-served\` holds for all.`,
      isList(lost, ['every-event', 'periodic:3']) &&
        policies.every((policy) => answerOf({ ...contended, policy }, 'event-is-served') === 'holds'),
    ),
    [
      '```console',
      `$ hintproof check every-event --scope ${contended.scope} ${contended.flags} --property pending-is-taken`,
      '…',
      '  ✗ 23  guest       unmaskSource(vm0.dev0.e0, vm0.vcpu1)',
      '…',
      '                                                    the interrupt that is never taken',
      '…',
      '  │ 36  guest       writeRoute(vm0.dev0.e0, vm0.vcpu1)',
      '…',
      '  │ 39  host        preempt(vm0.vcpu1)              placement(vm0.vcpu1): running on cpu0 → ready on cpu0',
      '…',
      '  │ 41  guest       take(vm0.dev0.e1, vm0.vcpu0)    pending(vm0.dev0.e1, vm0.vcpu0):',
      '…',
      '  └ from here the run goes back to the state after step 23, for ever',
      '…',
      '[exit 1]',
      '```',
    ].join('\n'),
    so(
      'This is the preemption of a lock holder. VCPU 0 has a handler of `e0` that waits for the mask, and behind it another interrupt of `e0`. The host takes the CPU from VCPU 1 only while the handler of `e0` there has it masked: VCPU 0 runs from step 40 to step 46, and has nothing to do then but serve `e1`. It does run again and again, so the host is fair to it; and whenever it could go on with `e0`, it does not run. If the host owed a VCPU its CPU for the work of each source, all would hold.',
      lost.every((policy) => takenIn(policy, { world: 'a VCPU is owed its CPU for each source' }) === '✓'),
    ),
    so(
      'Routes must be written again and again for that, so it takes a policy that keeps hinting. With a second CPU, on `2:2x2`, `on-move` breaks it, too: moves make hints. `on-miss` keeps it even there, for one that is served where its events come from needs no hint.',
      takenIn('on-move', { scope: '2:2x2' }) === '✗' &&
        ['on-miss', 'first-time'].every((policy) => takenIn(policy, { scope: '2:2x2' }) === '✓'),
    ),
  ];
};

const ofCrowded = (more: Partial<Asked>, id: string) =>
  lassoOf({ scope: '1:2x1', policy: 'first-time', ...more }, id);

const notMeant = (): readonly string[] => {
  const hostile = ofCrowded({ guest: 'hostile', world: 'meant or not' }, 'event-is-served');
  const reset = ofCrowded({ flags: '--lifecycle reset', world: 'meant or not' }, 'event-is-served');
  return [
    so(
      'They are not meant for `hostile`, nor with `reset`. A hostile guest may program the same route again and again, and never finish: the loop is that one step, and as fair as any, for the handler goes on. A reset forgets the event that was raised: two steps, then nothing.',
      isSameRun(
        { ...hostile, stem: [] },
        { ...hostile, stem: [], cycle: ['program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu0)'] },
      ) && isThis(reset, 'raise(e0, c0) reset(vm0)', ''),
    ),
  ];
};

interface Lessened {
  readonly family: string;
  readonly without: WorldName;
  /** `null`: it is weak as it is. */
  readonly weak: WorldName | null;
}

const families: readonly Lessened[] = [
  { family: '`identify`', without: 'without identify', weak: null },
  { family: '`inject`', without: 'without inject', weak: null },
  { family: '`take`', without: 'without take', weak: 'take weak' },
  { family: "the handler's next step", without: 'without the handler', weak: 'the handler weak' },
  { family: '`dispatch` of a VCPU with work', without: 'without dispatch', weak: 'dispatch weak' },
  { family: '`preempt` of whoever is in its way', without: 'without preempt', weak: 'preempt weak' },
];

/** What is broken in a world, shortest first: `event-is-served in 3 + 2`. */
const brokenIn = (world: WorldName, more: Partial<Asked> = {}): string => {
  const { answers } = resultOf({ scope: '1:2x1', policy: 'first-time', world, ...more });
  const broken = Object.entries(answers).filter((one): one is [string, Exclude<Answer, string>] =>
    isBroken(one[1]),
  );
  if (broken.length === 0) return '–';
  return broken.map(([id, answer]) => `${code(id)} ${inTable(answer)}`).join(', ');
};

const masked = { policy: 'every-event', flags: '--hinting atomic --lifecycle masking' } as const;

const fairness = (): readonly string[] => [
  '### How much fairness that takes',
  'All of it is in [long-run.md](long-run.md#fairness). Here each kind is left out, or made weak where it is strong; one CPU and two VCPUs are enough to see the difference (`1:2x1`, `first-time`). A dash: everything holds all the same there.',
  table(
    ['fairness to', 'without it', 'if it were weak'],
    families.map(({ family, without, weak }) => [
      family,
      brokenIn(without),
      weak === null ? 'it is weak' : brokenIn(weak),
    ]),
  ),
  so(
    'No kind can be spared. And weak fairness, which is owed to those who could act *all along*, is not enough:',
    families.every(({ without }) => brokenIn(without) !== '–'),
  ),
  [
    so(
      '- The host dispatches the VCPU, and preempts it before it takes its interrupt, for ever. It could take it again and again, and never all along.',
      ofCrowded({ world: 'take weak' }, 'event-is-served').cycle.every((action) =>
        /^(dispatch|preempt)\(vm0\.vcpu0\)$/.test(action),
      ),
    ),
    so(
      `- A VCPU whose handler waits for a mask has work only while the mask is open. To make room for it must be owed strongly, too: with \`--hinting atomic --lifecycle masking\` under \`every-event\`, ${brokenIn('preempt weak', masked)}.`,
      brokenIn('preempt weak') === '–' && brokenIn('preempt weak', masked) !== '–',
    ),
    so(
      '- In place of the VCPU that waits, another one gets the CPU each time: its own `dispatch` is possible whenever the CPU is free, which is never for long.',
      ofCrowded({ world: 'dispatch weak' }, 'event-is-served').cycle.every((action) =>
        /^(dispatch|preempt)\(vm0\.vcpu1\)$/.test(action),
      ),
    ),
  ].join('\n'),
];

const used = (): readonly string[] => {
  const asked = answered.filter(
    ({ world, answers }) => world === 'as it is' && answers['hint-is-used'] !== 'not meant',
  );
  const vacuous = those((policy) => answerOf({ policy }, 'hint-is-used') === 'vacuous');
  return [
    '## Every hint is used',
    so(
      `\`hint-is-used\` is meant for guest \`any\`, without hotplug. It holds wherever a hint is sent: in ${asked.filter(({ answers }) => answers['hint-is-used'] === 'holds').length} configurations. Under \`never\` it is vacuous, and with one CPU or one VCPU under those policies that hint only when the route is wrong, for it never is. So when locality is lost, it is for want of a hint, or by a hint that was wrong when it was used, and never because a hint was left lying about.`,
      asked.every(({ answers }) => !isLost(answers['hint-is-used']!)) &&
        isList(vacuous, ['never']) &&
        asked.every(
          ({ policy, scope, answers }) =>
            answers['hint-is-used'] === 'holds' ||
            policy === 'never' ||
            (['1:2x1', '1:2x2', '2:1x1'].includes(scope) && ['on-miss', 'running-only'].includes(policy)),
        ),
    ),
  ];
};

export const serving = (): readonly string[] => [
  '## Every event is served',
  ...served(),
  ...waiting(),
  ...notMeant(),
  ...fairness(),
  ...used(),
];
