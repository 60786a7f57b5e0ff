/** Explores one scope in a process of its own, and says how that went as a line of JSON. The bench runs it. */
import { machineOf } from '../../model/machine.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { configuration } from '../configurations.ts';
import { naiveSearch } from '../oracle/naive.ts';

const [explorer, scope] = process.argv.slice(2);
if (scope === undefined) throw new Error('usage: one explicit|naive SCOPE');

const machine = machineOf(configuration(scope));
const counts =
  explorer === 'naive' ? naiveSearch(machine) : explore({ model: machine, questions: [], budget: unlimited });
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    states: counts.states,
    transitions: counts.transitions,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    memoryMb: maxRSS / 1024,
  }),
);
