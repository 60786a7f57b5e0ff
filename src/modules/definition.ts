/** Decodes the default export of a module, where it leaves the module's realm. */
import { types } from 'node:util';
import * as t from 'io-ts';
import { hintingModes, lifecycles, mapModes } from '../../model/configuration.ts';
import type { Replaceable, Showing } from '../../model/faults/fault.ts';
import { replaceable } from '../../model/faults/fault.ts';
import { contracts } from '../../model/policies/policy.ts';
import { propertyNamed } from '../../properties/index.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../reading/names.ts';
import { Refusal } from '../reading/refusal.ts';
import { canonicalText, show } from '../reading/values.ts';
import type { Bundle } from './bundle.ts';
import { defaultExportRemedy } from './bundle.ts';

// biome-ignore lint/suspicious/noExplicitAny: nothing is known of the user's function; what it returns is decoded
type AnyFunction = (...args: any[]) => unknown;

const codec = <A>(name: string, is: (value: unknown) => value is A): t.Type<A, A, unknown> =>
  new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );

const nonEmptyString = codec(
  'a string that is not empty',
  (value): value is string => typeof value === 'string' && value !== '',
);

const answersAtOnce = codec(
  'a function that answers at once (not async, no generator)',
  (value): value is AnyFunction =>
    typeof value === 'function' && !types.isAsyncFunction(value) && !types.isGeneratorFunction(value),
);

const oneOf = <A extends string>(all: readonly A[]) =>
  codec(`one of ${all.join(', ')}`, (value): value is A => (all as readonly unknown[]).includes(value));

const flag = codec('true or false', t.boolean.is);
const text = codec('a string', t.string.is);
const contract = oneOf(contracts);

const propertyId = codec(
  'the id of a property',
  (value): value is string => typeof value === 'string' && propertyNamed(value) !== undefined,
);

const policyFields = {
  required: { name: nonEmptyString, decide: answersAtOnce },
  optional: {
    summary: text,
    claims: t.array(contract, 'an array of contracts'),
    makesVacuous: t.array(propertyId, 'an array of ids of properties'),
    initial: t.unknown,
    onMove: answersAtOnce,
  },
};

const guestFields = {
  required: { name: nonEmptyString, choices: answersAtOnce },
  optional: {
    summary: text,
    mayIgnore: flag,
    obeys: flag,
    usesHints: flag,
    makesVacuous: t.array(propertyId, 'an array of ids of properties'),
  },
};

const axes = t.partial({
  policy: nonEmptyString,
  guest: nonEmptyString,
  map: oneOf(mapModes),
  hinting: oneOf(hintingModes),
  moves: flag,
  lifecycle: t.array(oneOf(lifecycles), 'an array of lifecycle options'),
});
const showing = t.intersection([t.type({ scope: nonEmptyString }), axes], 'an object with a scope, and axes');

const actions = codec(
  'an object with functions by action',
  (value): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0,
);

/** The replaced actions, each a known one, with a function that answers at once. */
const replacementsIn = (
  bundle: Bundle,
  next: Readonly<Record<string, unknown>>,
): Readonly<Partial<Record<Replaceable, AnyFunction>>> => {
  for (const [kind, step] of Object.entries(next)) {
    if (!(replaceable as readonly string[]).includes(kind))
      throw new UserError(
        place(bundle, `next.${kind}`),
        'there is no such action',
        `There are ${replaceable.join(', ')}.`,
      );
    if (!answersAtOnce.is(step))
      throw new UserError(
        place(bundle, `next.${kind}`),
        `found ${describe(step)}`,
        `Expected ${answersAtOnce.name}.`,
      );
  }
  return next as Readonly<Partial<Record<Replaceable, AnyFunction>>>;
};

const faultFields = {
  required: {
    name: nonEmptyString,
    next: actions,
  },
  optional: {
    summary: text,
    source: text,
    caughtBy: t.array(propertyId, 'an array of ids of properties'),
    shows: showing,
    initial: t.unknown,
  },
};

/** The field that an error is about: `claims[0]`. */
const fieldOf = (context: t.Context): string => {
  const keys = context.slice(1).map(({ key }) => key);
  return keys.map((key, i) => (/^\d+$/.test(key) ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
};

const place = (bundle: Bundle, field?: string): string =>
  `${bundle.file}: default export${field === undefined ? '' : `, field '${field}'`}`;

/** The fields of the default export, each a known one, but not yet looked into. */
const fieldsOf = (
  bundle: Bundle,
  exported: unknown,
  known: { readonly required: t.AnyProps; readonly optional: t.AnyProps },
): Readonly<Record<string, unknown>> => {
  if (
    typeof exported !== 'object' ||
    exported === null ||
    Array.isArray(exported) ||
    types.isPromise(exported)
  )
    throw new UserError(place(bundle), `found ${describe(exported)}`, defaultExportRemedy(bundle.kind));
  const fields: Readonly<Record<string, unknown>> = { ...exported };
  if (Object.keys(fields).length === 0)
    throw new UserError(
      bundle.file,
      'has no default export, or an empty one',
      defaultExportRemedy(bundle.kind),
    );
  const names = [...Object.keys(known.required), ...Object.keys(known.optional)];
  const stranger = Object.keys(fields).find((name) => !names.includes(name));
  const meant = stranger && nearest(stranger, names);
  if (stranger !== undefined)
    throw new UserError(
      place(bundle, stranger),
      `a ${bundle.kind} has no such field`,
      `${meant === undefined ? '' : `Did you mean '${meant}'? `}Its fields are ${names.join(', ')}.`,
    );
  return fields;
};

const describe = (value: unknown): string => (types.isPromise(value) ? 'a promise' : show(value));

const decoded = <A>(bundle: Bundle, type: t.Type<A, unknown, unknown>, fields: unknown): A => {
  const result = type.decode(fields);
  if (result._tag === 'Right') return result.right;
  const { context, value } = result.left[0]!;
  const expected = context[context.length - 1]!.type.name;
  throw new UserError(place(bundle, fieldOf(context)), `found ${describe(value)}`, `Expected ${expected}.`);
};

/** The canonical text of the starting memory. */
const initialText = (bundle: Bundle, initial: unknown): string => {
  try {
    return canonicalText(initial ?? null, 'initial');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UserError(place(bundle, 'initial'), error.found, error.remedy);
  }
};

/** What a policy's module exports, with defaults filled in. `initial` is canonical JSON. */
export const decodePolicy = (bundle: Bundle, exported: unknown) => {
  const fields = fieldsOf(bundle, exported, policyFields);
  const { name, summary, decide, onMove, ...rest } = {
    ...decoded(bundle, t.type(policyFields.required), fields),
    ...decoded(bundle, t.partial(policyFields.optional), fields),
  };
  return {
    name,
    summary,
    // `this` is what it is for a built-in policy: the object with the definition
    decide: decide.bind(exported),
    onMove: onMove?.bind(exported),
    claims: [...(rest.claims ?? [])],
    makesVacuous: [...(rest.makesVacuous ?? [])],
    initial: initialText(bundle, rest.initial),
  };
};

/** What a guest's module exports, with defaults filled in. */
export const decodeGuest = (bundle: Bundle, exported: unknown) => {
  const fields = fieldsOf(bundle, exported, guestFields);
  const { name, choices } = decoded(bundle, t.type(guestFields.required), fields);
  const {
    summary,
    mayIgnore = false,
    obeys = true,
    usesHints = true,
    makesVacuous = [],
  } = decoded(bundle, t.partial(guestFields.optional), fields);
  return { name, summary, choices: choices.bind(exported), mayIgnore, obeys, usesHints, makesVacuous };
};

/** What a fault's module exports, with defaults filled in. `initial` is canonical JSON; `undefined`: it keeps nothing. */
export const decodeFault = (bundle: Bundle, exported: unknown) => {
  const fields = fieldsOf(bundle, exported, faultFields);
  const { name, next } = decoded(bundle, t.type(faultFields.required), fields);
  const optional = decoded(bundle, t.partial(faultFields.optional), fields);
  return {
    name,
    summary: optional.summary ?? '',
    source: optional.source ?? 'ours',
    caughtBy: [...(optional.caughtBy ?? [])],
    shows: (optional.shows ?? { scope: '1:1x1' }) as Showing,
    initial: optional.initial === undefined ? undefined : initialText(bundle, optional.initial),
    // `this` is the object with the functions, as anywhere
    next: Object.fromEntries(
      Object.entries(replacementsIn(bundle, next)).map(([kind, step]) => [kind, step.bind(fields.next)]),
    ) as Readonly<Partial<Record<Replaceable, (step: unknown) => unknown>>>,
  };
};
