/** Reads ITF back into what cells hold, knowing of the format only what docs/formats.md says. */
import type { TraceState } from '../../../src/results/story.ts';

export interface Itf {
  readonly '#meta': Readonly<Record<string, string>>;
  readonly vars: readonly string[];
  readonly loop?: number;
  readonly states: readonly {
    readonly '#meta': Readonly<Record<string, string | number>>;
    readonly [variable: string]: unknown;
  }[];
}

type Pairs = readonly (readonly [string, unknown])[];
type Fields = Readonly<Record<string, unknown>>;

const sum = (tag: string, value: unknown): unknown => {
  const carried = meant(value);
  if (tag === 'None') return null;
  if (tag === 'Some') return carried;
  if (tag === 'Number') return Number(carried);
  const fields = Array.isArray(carried) ? {} : (carried as Fields);
  return { is: `${tag[0]!.toLowerCase()}${tag.slice(1)}`, ...fields };
};

/** What an expression is of. */
export const meant = (expression: unknown): unknown => {
  if (Array.isArray(expression)) return expression.map(meant);
  if (typeof expression !== 'object') return expression;
  const fields = expression as Fields;
  if ('tag' in fields) return sum(fields.tag as string, fields.value);
  if ('#bigint' in fields) return Number(fields['#bigint']);
  const several = fields['#set'] ?? fields['#tup'];
  if (several !== undefined) return (several as readonly unknown[]).map(meant);
  const pairs = (fields['#map'] as Pairs | undefined) ?? Object.entries(fields);
  return Object.fromEntries(pairs.map(([key, value]) => [key, meant(value)]));
};

const isMap = (expression: unknown): expression is { readonly '#map': Pairs } =>
  typeof expression === 'object' && expression !== null && '#map' in expression;

/** A map of maps has as many ids; what a policy remembers may be a map, too. */
const deep = ['pending', 'servicing'];

const cellsIn = (variable: string, expression: unknown): readonly (readonly [string, unknown])[] => {
  if (!isMap(expression)) throw new Error(`${variable} is no map`);
  return expression['#map'].flatMap(([id, value]) =>
    deep.includes(variable) && isMap(value)
      ? value['#map'].map(([second, inner]) => [`${variable}(${id}, ${second})`, meant(inner)] as const)
      : [[`${variable}(${id})`, meant(value)] as const],
  );
};

/** What every cell holds, state by state. */
export const statesIn = ({ vars, states }: Itf): readonly TraceState[] => {
  const kinds = vars.filter((name) => !name.startsWith('mbt::'));
  return states.map((state) => new Map(kinds.flatMap((kind) => cellsIn(kind, state[kind]))));
};
