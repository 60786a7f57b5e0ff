/** docs/findings.md: what the policies pay for each event, and how soon locality is back. */
import { usualSimulation } from '../../../src/compare/simulate.ts';
import { defaultWeights } from '../../../src/input/compare-request.ts';
import { policies } from './asked.ts';
import { restoring } from './losing.ts';
import type { Priced } from './prices.ts';
import { pricedScope } from './prices.ts';
import { code, lassoOf, listed, priceOf, so, table } from './told.ts';

const costOf = (policy: string): number => priceOf(policy).items.cost.mean;
const ns = (policy: string): string => `${costOf(policy).toFixed(0)} ns`;
const local = (policy: string): string => `${(100 * priceOf(policy).items.local.mean).toFixed(0)} %`;
const reprogrammed = (policy: string): number => priceOf(policy).items.reprogrammings.mean;

const averageIn = ({ mean, give }: Priced['items']['hints'], digits: number): string =>
  `${mean.toFixed(digits)} ± ${give.toFixed(digits)}`;

const priceRow = (policy: string): readonly string[] => {
  const { hints, reprogrammings, local, cost } = priceOf(policy).items;
  return [
    code(policy),
    ...[hints.best, hints.worst, averageIn(hints, 3)],
    ...[reprogrammings.best, reprogrammings.worst, averageIn(reprogrammings, 3)],
    ...[averageIn(local, 2), cost.worst, averageIn(cost, 0)],
  ];
};

/** Two events take turns between the CPUs: each finds the route wrong. */
const takesTurns = (policy: string): boolean => {
  const raises = priceOf(policy).worstReprogramming.filter((action) => action.startsWith('raise'));
  const programs = priceOf(policy).worstReprogramming.filter((action) => action.startsWith('program'));
  const moves = priceOf(policy).worstReprogramming.some((action) => action.startsWith('migrate'));
  return raises.length === 2 && programs.length === 2 && new Set(raises).size === 2 && !moves;
};

const paid = (): readonly string[] => [
  `Per event that the device raises, on \`${pricedScope}\` under guest \`any\`. Best and worst are the extremes of all runs without end, fair or not, and exact; the average is that of ${usualSimulation.runs} simulated runs, with its 95 % interval. [compare.md](compare.md#price) says what is counted, and what the costs of an exit (${defaultWeights.exit} ns), a wake-up (${defaultWeights.wakeUp} ns) and a reprogramming (${defaultWeights.reprogramming} ns) are from.`,
  table(
    [
      'policy',
      ...['hints: best', 'worst', 'average'],
      ...['reprogrammings: best', 'worst', 'average'],
      ...['local injections', 'cost in ns: worst', 'average'],
    ],
    policies.map(priceRow),
  ),
  so(
    `**\`every-event\` costs more than it saves.** It makes ${local('every-event')} of the injections local, as \`on-miss\` does (${local('on-miss')}). But the guest obeys each hint, also one that tells it what is so already: ${reprogrammed('every-event').toFixed(2)} reprogrammings for each event, ${(reprogrammed('every-event') / reprogrammed('on-miss')).toFixed(0)} times as many as under \`on-miss\`. With these weights an event costs ${ns('every-event')}, where \`never\` to hint costs ${ns('never')}, and \`on-miss\` ${ns('on-miss')}. \`periodic:3\` (${ns('periodic:3')}) does not pay either.`,
    costOf('every-event') > costOf('never') &&
      costOf('periodic:3') > costOf('never') &&
      costOf('on-miss') < costOf('never') &&
      Math.abs(priceOf('every-event').items.local.mean - priceOf('on-miss').items.local.mean) < 0.02,
  ),
  so(
    'At worst, `on-miss` has the guest reprogram with each event, as `every-event` does. It takes no migration for that: two CPUs take turns in sending events, each where one of the VCPUs is, and each event finds the route wrong because the one before has mended it. `periodic:3` can have one in three at most.',
    takesTurns('on-miss') &&
      priceOf('on-miss').items.reprogrammings.worst === '1' &&
      priceOf('every-event').items.reprogrammings.worst === '1' &&
      priceOf('periodic:3').items.reprogrammings.worst === '1/3',
  ),
  so(
    'What hints once pays nothing in the long run, and gains nothing: `first-time` and `first-nonempty` cost what `never` costs, within the interval.',
    ['first-time', 'first-nonempty'].every((policy) => {
      const { mean, give } = priceOf(policy).items.cost;
      return priceOf(policy).items.hints.worst === '0' && Math.abs(mean - costOf('never')) < give;
    }),
  ),
];

const points = [1, 2, 3, 4, 6, 8, 12, 20];

const curveTable = (after: string): string =>
  table(
    ['injection', ...points.map(String)],
    policies.map((policy) => [
      code(policy),
      ...points.map((n) => `${(100 * priceOf(policy).curves[after]![n - 1]!).toFixed(0)} %`),
    ]),
  );

/** From which injection on all were local, in all simulated runs, after either. */
const allLocalFrom = (policy: string): number => {
  const curves = Object.values(priceOf(policy).curves);
  return Math.max(...curves.map((curve) => curve.findLastIndex((share) => share < 1) + 2));
};

/** Without fairness, the device and the hypervisor go on, and the guest does not. */
const isWithoutGuest = (policy: string): boolean =>
  lassoOf({ policy, world: 'no fairness' }).cycle.every((action) =>
    /^(raise|identify|inject)\(/.test(action),
  );

const regained = (): readonly string[] => {
  const onMiss = allLocalFrom('on-miss');
  return [
    '### How soon it is back',
    `The share of simulated runs in which the *n*-th injection is local, after a VCPU was moved and its events with it:`,
    curveTable('migration'),
    'After the events alone have moved, to where another VCPU is:',
    curveTable('events-move'),
    so(
      `Under this scheduler, all of the runs of \`on-miss\` and of \`every-event\` are local from the ${onMiss}th injection on at the latest, and those of \`periodic:3\` from the ${allLocalFrom('periodic:3')}th. After the events have moved, the first injection is remote under each of the three: one must miss first.`,
      onMiss > 3 &&
        allLocalFrom('every-event') <= onMiss &&
        allLocalFrom('periodic:3') <= 20 &&
        restoring.every((policy) => priceOf(policy).curves['events-move']![0] === 0),
    ),
    so(
      'There is **no number of events after which it is back for certain**. The device can raise any number of them before the guest takes the interrupt with the hint, and each is injected where the route still leads: `raise`, `identify` and `inject` go round, under each of ' +
        `${listed(restoring)}. Fairness forbids that for ever, and it forbids no number of times.`,
      restoring.every(isWithoutGuest),
    ),
  ];
};

export const paying = (): readonly string[] => [
  '## What it costs to bring it back',
  ...paid(),
  ...regained(),
];

/** What of this page stands at its top. */
export const costsMore = (): string =>
  so(
    `\`every-event\` costs more than it saves: ${ns('every-event')} per event, against ${ns('never')} without hints, and ${ns('on-miss')} under \`on-miss\`, which makes as many injections local.`,
    costOf('every-event') > costOf('never') && costOf('on-miss') < costOf('never'),
  );
