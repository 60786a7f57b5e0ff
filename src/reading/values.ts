/** Plain finite JSON, as text that is the same for the same data: keys sorted, -0 written as 0. */
import { Refusal } from './refusal.ts';

const depthMax = 100;
/** A limit, so that values that share parts can't grow exponentially as text. */
const partsMax = 100_000;

const remedy =
  'Plain data will do: null, booleans, finite numbers, strings, and arrays and plain objects of these.';

interface Walk {
  readonly path: string[];
  /** What the whole is called in errors. */
  readonly root: string;
  parts: number;
}

const refuse = (walk: Walk, what: string): never => {
  throw new Refusal(`${walk.root}${walk.path.join('')} ${what}`, remedy);
};

/** The name of the class of an object, for errors; reading it may run the module's code. */
export const classOf = (value: object): string => {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'class without a name';
};

/** Objects of any realm: those with the prototype of an object literal, or with none. */
export const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const writeArray = (walk: Walk, value: readonly unknown[]): string => {
  if (Reflect.ownKeys(value).length !== value.length + 1)
    refuse(walk, 'is an array with holes, or with properties');
  let text = '[';
  for (let i = 0; i < value.length; i += 1) {
    walk.path.push(`[${i}]`);
    text += (i === 0 ? '' : ',') + write(walk, value[i]);
    walk.path.pop();
  }
  return `${text}]`;
};

const writeObject = (walk: Walk, value: object): string => {
  if (!isPlain(value)) refuse(walk, `is a ${classOf(value)}`);
  const keys = Reflect.ownKeys(value);
  if (keys.length > 1) keys.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  let text = '{';
  for (const key of keys) {
    if (typeof key === 'symbol') return refuse(walk, 'has a symbol for a key');
    walk.path.push(`.${key}`);
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${write(walk, Reflect.get(value, key))}`;
    walk.path.pop();
  }
  return `${text}}`;
};

const write = (walk: Walk, value: unknown): string => {
  walk.parts += 1;
  if (walk.parts > partsMax) refuse(walk, `has more than ${partsMax} parts`);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : refuse(walk, `is ${value}`);
  if (value === undefined) return refuse(walk, 'is undefined');
  if (typeof value !== 'object') return refuse(walk, `is a ${typeof value}`);
  if (walk.path.length >= depthMax) {
    walk.path.length = 0;
    refuse(walk, `is more than ${depthMax} levels deep, or contains itself`);
  }
  return Array.isArray(value) ? writeArray(walk, value) : writeObject(walk, value);
};

/**
 * The canonical text of a value from any realm; two values have the same text if they are the same as data.
 *
 * @param root what the value is called in errors
 * @throws {Refusal} that says which part is not plain finite JSON
 */
export const canonicalText = (value: unknown, root: string): string =>
  write({ path: [], root, parts: 0 }, value);

/** Freezes plain data through and through. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
};

const printedCharsMax = 500;

/** A text for an error, cut where it gets too long to read. */
export const clip = (text: string): string =>
  text.length > printedCharsMax ? `${text.slice(0, printedCharsMax)}…` : text;

/** Any value in a few words or as compact JSON, for errors. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol' || typeof value === 'bigint') return `a ${typeof value}`;
  if (typeof value === 'number') return String(value);
  try {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlain(value))
      return `a ${classOf(value)}`;
    return clip(JSON.stringify(value) ?? typeof value);
  } catch {
    return `an ${typeof value} that can't be printed`;
  }
};
