/** `npm run findings`: decides everything that docs/findings.md tells of, and writes docs/findings.json. Takes minutes. */
import { writeFileSync } from 'node:fs';
import { everything, policies } from './asked.ts';
import { file, nameOf, printed } from './data.ts';
import { decided } from './decide.ts';
import { priced } from './prices.ts';

const answered = everything.map((asked, i) => {
  const began = performance.now();
  const one = decided(asked);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(
    `${i + 1}/${everything.length} ${nameOf(asked)}: ${one.states} states, ${seconds} s\n`,
  );
  return one;
});
writeFileSync(file, printed({ answered, prices: policies.map(priced) }));
