/**
 * The Informal Trace Format of Apalache (ADR-015), which Quint writes, too: docs/formats.md says what is where.
 *
 * What it leaves to the writer is done as Quint does it. Remarks are strings: itf-rs refuses any other.
 */
import { amissInWords, fairnessInWords, firstAgain } from '../../picture/loop.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { statesOf } from '../../results/story.ts';
import { version } from '../../version.ts';
import { actorOf } from '../../words/actors.ts';
import { isShown } from '../../words/cells.ts';
import { aboutOf, headlineOf } from './about.ts';
import type { TraceFormat } from './format.ts';
import type { ItfValue } from './itf-values.ts';
import { option, writers } from './itf-values.ts';
import { parameterNames, picksOf } from './picks.ts';

/** A cell's value, by what is in the parentheses of its name: `pending(vm0.dev0.e0, vm0.vcpu1)` has two ids. */
interface Placed {
  readonly ids: readonly string[];
  readonly value: ItfValue;
}

/**
 * `pending` is a map of maps, not a map from pairs: the ITF viewer compares pairs by identity, and would mark every
 * one of them as changed in every state.
 */
const mapOf = (cells: readonly Placed[]): ItfValue => {
  const firsts = [...new Set(cells.map(({ ids }) => ids[0]!))];
  const at = (first: string): ItfValue => {
    const here = cells.filter(({ ids }) => ids[0] === first);
    const [only] = here;
    if (only?.ids.length === 1) return only.value;
    return mapOf(here.map(({ ids, value }) => ({ ids: ids.slice(1), value })));
  };
  return { '#map': firsts.map((first) => [first, at(first)] as const) };
};

/** The kinds of cell that there are, in the order of the model. */
const kindsOf = (state: TraceState): readonly string[] => {
  const present = new Set([...state.keys()].filter(isShown).map((cell) => cell.slice(0, cell.indexOf('('))));
  return Object.keys(writers).filter((kind) => present.has(kind));
};

const cellsOf = (state: TraceState, kind: string): readonly Placed[] =>
  [...state]
    .filter(([cell]) => cell.startsWith(`${kind}(`))
    .map(([cell, value]) => ({
      ids: cell.slice(kind.length + 1, -1).split(', '),
      value: writers[kind]!(value as never),
    }));

const actionTaken = 'mbt::actionTaken';
const nondetPicks = 'mbt::nondetPicks';

/** What led to a state. A parameter that an action lacks is there as `None`: a variable has one type. */
const takenOf = (action: string | null): Readonly<Record<string, ItfValue>> => {
  const { kind, picked } = action === null ? { kind: 'init', picked: {} } : picksOf(action);
  return {
    [actionTaken]: kind,
    [nondetPicks]: Object.fromEntries(
      parameterNames.map((name) => [name, option(picked[name], (value: string) => value)]),
    ),
  };
};

const remarkOn = (story: Story, index: number) => {
  const { steps, outcome, told } = story;
  const amiss = amissInWords(story, index);
  const fair = fairnessInWords(story, index);
  const action = steps[index - 1]?.action;
  const taken = action === undefined ? {} : { action, by: actorOf(action) };
  const isLast = index === steps.length && told !== null;
  const satisfies = fair === null ? {} : { satisfies: fair };
  return {
    index,
    ...taken,
    ...(amiss === null ? {} : { amiss }),
    ...satisfies,
    ...(isLast ? { outcome, found: told.found } : {}),
  };
};

const sentence = (label: string, text: string | undefined): string =>
  text === undefined ? '' : ` ${label}: ${text}.`;

/** The viewer shows it below the trace. */
const descriptionOf = (story: Story): string => {
  const { expected, found, loop } = aboutOf(story);
  const ends =
    story.outcome === 'violated'
      ? sentence('Expected', expected) + sentence('Found', found)
      : sentence('Reached', found);
  return `${headlineOf(story)}.${ends}${sentence('At the end', loop)} Created by hintproof ${version}.`;
};

/** An ITF trace; its file's name should end in `.itf.json`. */
export const itfFormat: TraceFormat = (story) => {
  const states = statesOf(story);
  const kinds = kindsOf(states[0]!);
  const trace = {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: story.policy,
      status: story.outcome === 'violated' ? 'violation' : 'ok',
      description: descriptionOf(story),
      ...aboutOf(story),
    },
    vars: [...kinds, actionTaken, nondetPicks],
    states: states.map((state, index) => ({
      '#meta': remarkOn(story, index),
      ...Object.fromEntries(kinds.map((kind) => [kind, mapOf(cellsOf(state, kind))])),
      ...takenOf(story.steps[index - 1]?.action ?? null),
    })),
    // After the last state comes that one, with the same action.
    ...(story.loop === null ? {} : { loop: firstAgain(story.loop, story.steps) }),
  };
  return `${JSON.stringify(trace, null, 2)}\n`;
};
