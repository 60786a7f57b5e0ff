/** The built-in guests, in the order of docs/model.md. */
import { any } from './any.ts';
import type { Guest } from './guest.ts';
import { hostile } from './hostile.ts';
import { ignore } from './ignore.ts';
import { keepLocal } from './keep-local.ts';
import { lowest } from './lowest.ts';

const guests: readonly Guest[] = [any, lowest, keepLocal, ignore, hostile];

export const guestNames: readonly string[] = guests.map(({ name }) => name);

/** The built-in guest of that name, or `undefined`. */
export const guestNamed = (name: string): Guest | undefined => guests.find((guest) => guest.name === name);
