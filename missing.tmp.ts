import { readFileSync, writeFileSync } from 'node:fs';
import { everything } from './test/docs/findings/asked.ts';
import { file, findings, nameOf, printed } from './test/docs/findings/data.ts';
import { decided } from './test/docs/findings/decide.ts';
const { answered, prices } = findings();
const by = new Map(answered.map((one) => [nameOf(one), one]));
writeFileSync(file, printed({ answered: everything.map((one) => by.get(nameOf(one)) ?? (console.log(nameOf(one)), decided(one))), prices }));
