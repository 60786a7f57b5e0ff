/** Decoding what comes from outside, with errors that name the place, what was found, and what would do. */
import * as t from 'io-ts';
import { UserError } from '../errors.ts';
import { isPlainLine } from '../printable.ts';
import { nearest } from './names.ts';
import { show } from './show.ts';
import { isPlain } from './values.ts';

/** A codec whose name says what would do. */
export const codec = <A>(name: string, is: (value: unknown) => value is A): t.Type<A, A, unknown> =>
  new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );

export const text = codec('a string', t.string.is);
export const nonEmptyText = codec(
  'a string that is not empty',
  (v): v is string => typeof v === 'string' && v !== '',
);
/** What is shown on a terminal as it came: it must not be able to write there whatever it likes. */
export const line = codec(
  'a string on one line, without control characters',
  (v): v is string => typeof v === 'string' && isPlainLine(v),
);
export const nonEmptyLine = codec(
  'a string on one line that is not empty, without control characters',
  (v): v is string => line.is(v) && v.trim() !== '',
);
export const flag = codec('true or false', t.boolean.is);
export const wholeNumber = (min: number) =>
  codec(
    `a whole number, at least ${min}`,
    (v): v is number => Number.isSafeInteger(v) && (v as number) >= min,
  );
export const list = <A>(of: t.Type<A, unknown, unknown>, name = `an array; each of it ${of.name}`) =>
  t.array(of, name) as unknown as t.Type<readonly A[], readonly A[], unknown>;
export const oneOf = <A extends string>(all: readonly A[]) =>
  codec(`one of ${all.map((one) => `'${one}'`).join(', ')}`, (v): v is A =>
    (all as readonly unknown[]).includes(v),
  );

export const orNull = <A>(type: t.Type<A, A, unknown>) =>
  codec(`${type.name}, or null`, (value): value is A | null => value === null || type.is(value));

/** Data: a promise or a `Map` has no fields of its own, and would pass for an object in which all are left out. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);

const noSuchField = 'there is no such field';

/** What would do instead of an unknown field: two sentences, where its name is nearly right. */
const fieldsInstead = (key: string, names: readonly string[]): string => {
  const meant = nearest(key, names);
  const all = `Expected one of the fields ${names.join(', ')}.`;
  return meant === undefined ? all : `Did you mean '${meant}'? ${all}`;
};

type Fields<P extends t.Props, Q extends t.Props> = t.TypeOfProps<P> & t.TypeOfPartialProps<Q>;

/** An object with exactly these fields. Misspelt fields are errors, not ignored. */
export const fields = <P extends t.Props, Q extends t.Props>(required: P, optional: Q) => {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  const name = `an object with the fields ${names.join(', ')}`;
  const stranger = (key: string) =>
    new t.Type<never>(fieldsInstead(key, names), (_): _ is never => false, t.failure, t.identity);
  const validate: t.Validate<unknown, Fields<P, Q>> = (value, context) => {
    if (!isObject(value)) return t.failure(value, context);
    const errors = Object.keys(value)
      .filter((key) => !names.includes(key))
      .map((key) => ({ value, context: t.appendContext(context, key, stranger(key)), message: noSuchField }));
    for (const [key, type] of Object.entries({ ...optional, ...required })) {
      if (value[key] === undefined && !(key in required)) continue;
      const result = type.validate(value[key], t.appendContext(context, key, type, value[key]));
      if (result._tag === 'Left') errors.push(...(result.left as typeof errors));
    }
    return errors.length > 0 ? t.failures(errors) : t.success(value as Fields<P, Q>);
  };
  return new t.Type<Fields<P, Q>, unknown, unknown>(
    name,
    (_): _ is Fields<P, Q> => false,
    validate,
    t.identity,
  );
};

/** An object whose keys the user chooses. */
export const dictionary = <C extends t.Mixed>(key: t.Type<string, string, unknown>, of: C) => {
  const name = `an object; each key ${key.name}; each value ${of.name}`;
  type D = Readonly<Record<string, t.TypeOf<C>>>;
  const validate: t.Validate<unknown, D> = (value, context) => {
    if (!isObject(value)) return t.failure(value, context);
    const errors = Object.entries(value).flatMap(([k, v]) => {
      const named = key.validate(k, t.appendContext(context, k, key, k));
      const held = of.validate(v, t.appendContext(context, k, of, v));
      return [named, held].flatMap((result) => (result._tag === 'Left' ? result.left : []));
    });
    return errors.length > 0 ? t.failures(errors) : t.success(value);
  };
  return new t.Type<D, unknown, unknown>(name, (_): _ is D => false, validate, t.identity);
};

/** `vms[0].devices.net0` */
const fieldOf = (context: t.Context): string =>
  context
    .slice(1)
    .map(({ key }, i) => (/^\d+$/.test(key) ? `[${key}]` : i === 0 ? key : `.${key}`))
    .join('');

/** The error that says most: the deepest, the first of those. */
const worst = (errors: t.Errors): t.ValidationError =>
  [...errors].sort((a, b) => b.context.length - a.context.length)[0]!;

/** The value, if it is of the type; a `UserError` about `place` (a file, say) and the field in it otherwise. */
export const decode = <A>(place: string, type: t.Type<A, unknown, unknown>, value: unknown): A => {
  const result = type.decode(value);
  if (result._tag === 'Right') return result.right;
  const { context, value: found, message } = worst(result.left);
  const field = fieldOf(context);
  const { name } = context.at(-1)!.type;
  throw new UserError(
    field === '' ? place : `${place}: ${field}`,
    message ?? `found ${show(found)}`,
    message === noSuchField ? name : `Expected ${name}.`,
  );
};
