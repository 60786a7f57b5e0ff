/** What a module asks of the model during a call. */
import type { Call } from './call.ts';
import type { Asked, Input } from './realm.ts';

/** A value that is read from the model when a module first asks for it; errors then name it: `on: "cpu0"`. */
export const asked = <T>(
  call: Call,
  name: string,
  from: () => T,
  print: (value: T) => string = JSON.stringify,
): (() => T) => {
  let known: { readonly value: T } | null = null;
  return () => {
    if (known === null) {
      known = { value: call.read(from) };
      call.note(`${name}: ${print(known.value)}`);
    }
    return known.value;
  };
};

/** Lets an input be read while the module runs, and not after. */
export const whileRead = <T, R>({ input, answer }: Input<T>, by: Asked<T>, evaluate: (input: T) => R): R => {
  answer(by);
  try {
    return evaluate(input);
  } finally {
    answer(null);
  }
};
