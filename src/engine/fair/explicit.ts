/**
 * Questions about fair runs, decided on the explicit graph: which promises some fair run breaks, and on which run. Exact:
 * docs/decisions/0019-fair-runs.md has the algorithm, and why it is right.
 */
import type { Budget, Progress } from '../budget.ts';
import { MemoryBudgetEnded } from '../budget.ts';
import { reachableGraph } from '../extraction.ts';
import type { Graph } from '../graph.ts';
import { CutShort, within } from '../symbolic/cuts.ts';
import type { Arena, Quest } from './arena.ts';
import { arenaOf, owingStates } from './arena.ts';
import { fairPartOf } from './components.ts';
import type { Edges } from './lasso.ts';
import { lassoIn } from './lasso.ts';
import { Marks } from './marks.ts';
import { part } from './part.ts';
import type { Lasso, LongRun, LongRunAnswer, LongRunRequest } from './request.ts';

/** Everything that the questions have in common. */
interface Ground {
  readonly request: LongRunRequest;
  readonly marks: Marks;
  readonly arena: Arena;
  readonly look: () => void;
}

const named = ({ request, arena }: Ground, { stem, cycle, shortest }: Edges): Lasso => {
  const { label, labels } = arena.graph;
  const nameOf = (edge: number): string => request.model.actions[labels[label[edge]!]!.action]!.name;
  return { stem: stem.map(nameOf), cycle: cycle.map(nameOf), shortest };
};

const answerTo = (ground: Ground, number: number): LongRunAnswer => {
  const { request, marks, arena, look } = ground;
  const { owesAtOnce, hasPremise, hasWrong } = request.questions[number]!;
  const parts = Uint8Array.from(arena.graph.labels, ({ mark }) => marks.meanings[mark]!.parts[number]!);
  const premise = hasPremise ? part.premise : 0;
  const quest: Quest = { arena, parts, owesAtOnce, recurring: premise | (hasWrong ? part.wrong : 0) };
  const owing = owingStates(quest, look);
  if (owing === null) return { is: 'vacuous' };
  const fair = fairPartOf(quest, owing, look);
  if (fair !== null) return { is: 'broken', lasso: named(ground, lassoIn(quest, fair, look)) };
  if (!owesAtOnce) return { is: 'kept' };
  const meant = { ...quest, recurring: premise };
  return fairPartOf(meant, owingStates(meant, look)!, look) === null ? { is: 'vacuous' } : { is: 'kept' };
};

/** What the algorithm takes for each state, on top of the graph: the layers of a search, the components, what is enabled. */
const bytesFor = ({ states }: Graph, families: number): number =>
  states * (64 + 4 * Math.ceil(families / 32));

const lookAt = (budget: Budget, progress: Progress) => (): void => {
  const cut = budget.check(progress);
  if (cut !== null) throw new CutShort(cut);
};

/** What becomes of every question in the explicit graph of the model. */
export const longRunOf = (request: LongRunRequest): LongRun => {
  const { model, fairness, questions, budget, again } = request;
  const marks = new Marks(fairness, questions);
  const reached = reachableGraph({ model, markOf: marks.of, budget, again });
  const answers: LongRunAnswer[] = [];
  const openWith = (cut: NonNullable<ReturnType<Budget['check']>>): readonly LongRunAnswer[] =>
    questions.map((_, i) => answers[i] ?? { is: 'open', cut });
  if (reached.is === 'cut')
    return { engine: 'explicit', states: 0, transitions: 0, bytes: 0, answers: openWith(reached.cut) };
  const { graph } = reached;
  const bytes = reached.progress.bytes + bytesFor(graph, fairness.length);
  const look = lookAt(budget, { ...reached.progress, bytes });
  const cut = within(() => {
    if (bytes > budget.memoryBytes) throw new MemoryBudgetEnded();
    const strengths = fairness.map(({ is }) => is);
    const arena = arenaOf(graph, marks.meanings, strengths, look);
    const ground: Ground = { request, marks, arena, look };
    for (let i = 0; i < questions.length; i++) answers.push(answerTo(ground, i));
  });
  if (cut === 'settled') throw new Error('nobody asked to stop early');
  return {
    engine: 'explicit',
    states: graph.states,
    transitions: graph.edges,
    bytes,
    answers: cut === null ? answers : openWith(cut),
  };
};
