/** The results that docs/findings.md tells of, as docs/findings.json has them. */
import { readFileSync } from 'node:fs';
import type { Asked } from './asked.ts';
import type { Answered } from './decide.ts';
import type { Priced } from './prices.ts';

export const file = 'docs/findings.json';

export interface Findings {
  readonly answered: readonly Answered[];
  readonly prices: readonly Priced[];
}

/** One result a line, so that a change shows where it is. */
export const printed = ({ answered, prices }: Findings): string => {
  const lines = (rows: readonly unknown[]) => rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return `{\n  "answered": [\n${lines(answered)}\n  ],\n  "prices": [\n${lines(prices)}\n  ]\n}\n`;
};

export const findings = (): Findings => JSON.parse(readFileSync(file, 'utf8')) as Findings;

export const nameOf = ({ scope, flags, policy, guest, world }: Asked): string =>
  [scope, flags, policy, guest, world].join(' | ');
