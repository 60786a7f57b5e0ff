/** What `describePolicy` is asked, in words and as what is asked of a check. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckRequest } from '../check/index.ts';
import type { Wishes } from '../input/config.ts';
import { wishesOf } from '../input/config.ts';
import { optionsFrom } from '../input/config-file.ts';
import { requestFrom } from '../input/request.ts';

const place = 'describePolicy';

/** A path as the user may write it; a URL's is relative to the working directory, as commands name it. */
const named = (value: unknown): unknown => {
  if (!(value instanceof URL) || value.protocol !== 'file:') return value;
  const path = relative(process.cwd(), fileURLToPath(value));
  return path.startsWith('..') ? path : `./${path}`;
};

const plain = (options: object): object =>
  Object.fromEntries(Object.entries(options).map(([field, value]) => [field, named(value)]));

/** What a check may cost says nothing of what is checked. */
const costs = ['budget', 'memory', 'maxMemories', 'callLimit', 'runs'];

/** `./policies/mine.ts, scope 2:2x1, moves false`: what was written, so that two of them differ. */
export const titleOf = (policy: unknown, options: object): string =>
  [
    String(named(policy)),
    ...Object.entries(plain(options))
      .filter(([field, value]) => value !== undefined && !costs.includes(field))
      .map(([field, value]) => `${field} ${String(value)}`),
  ].join(', ');

/** @throws {UserError} if an option, or a module that it names, is wrong */
export const requestOf = async (policy: unknown, options: object): Promise<CheckRequest> => {
  const config = optionsFrom(place, plain(options));
  const wishes: Wishes = wishesOf(
    { ...config, policies: [String(named(policy))] },
    process.cwd(),
    (field) => `${place}: ${field === 'policies' ? 'policy' : field}`,
  );
  return requestFrom(wishes);
};
