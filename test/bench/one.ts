/** Explores one scope in a process of its own, and says how that went as a line of JSON. The bench runs it. */
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Question } from '../../properties/property.ts';
import { stopwatch } from '../../src/decide/stopwatch.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';
import { naiveSearch } from '../oracle/naive.ts';

/** Every question but those that remember something of the run. */
const questionsOf = ({ setup }: Machine): readonly Question[] =>
  finiteProperties
    .filter((property) => property.notMeant(setup.config) === null)
    .flatMap((property) => property.questions(setup))
    .filter((question) => question.is === 'state' || question.observer === null);

const budget = unlimited;
const { onPhase, seconds } = stopwatch();
const explorers = {
  naive: (model: Machine) => naiveSearch(model),
  explicit: (model: Machine) => explore({ model, questions: [], budget }),
  symbolic: (model: Machine) => exploreSymbolically({ model, questions: [], budget, onPhase }),
  'explicit, asked': (model: Machine) => explore({ model, questions: questionsOf(model), budget }),
  'symbolic, asked': (model: Machine) =>
    exploreSymbolically({ model, questions: questionsOf(model), budget, onPhase }),
} as const;

const [explorer, scope] = process.argv.slice(2) as [keyof typeof explorers, string | undefined];
if (scope === undefined || !(explorer in explorers))
  throw new Error(`usage: one ${Object.keys(explorers).join('|')} SCOPE`);

const counts = explorers[explorer](machineOf(configuration(scope)));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    states: String(counts.states),
    transitions: String(counts.transitions),
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    memoryMb: maxRSS / 1024,
    phases: 'diagram' in counts && counts.diagram !== null ? seconds() : null,
  }),
);
