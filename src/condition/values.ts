/**
 * What each kind of cell can be asked for. A value is written as a trace shows it (src/words/cells.ts); parts at the
 * end of it, and what is in brackets below, may be left off.
 */
import type { Cursor } from './cursor.ts';
import { refuse } from './cursor.ts';
import { readJson } from './json.ts';
import { readName } from './names.ts';
import type { HintTest, Named, Owing, ValueTest } from './tree.ts';

export type CellKind = ValueTest['is'];

interface Holds {
  /** The ids that name the cell. */
  readonly ids: readonly ('vcpu' | 'source')[];
  /** What may be written after `is`. */
  readonly forms: readonly string[];
}

/** Every kind of cell, in the order of docs/model.md. */
export const cellKinds: Readonly<Record<CellKind, Holds>> = {
  placement: {
    ids: ['vcpu'],
    forms: ['running [on CPU]', 'ready [on CPU]', 'halted [on CPU]', 'on CPU', 'offline'],
  },
  mapped: { ids: ['vcpu'], forms: ['CPU', 'no entry', 'an entry'] },
  memory: { ids: ['source'], forms: ['JSON'] },
  event: { ids: ['source'], forms: ['idle', 'raised [on CPU]', 'identified [on CPU][, HINT]'] },
  route: { ids: ['source'], forms: ['VCPU'] },
  mask: {
    ids: ['source'],
    forms: ['open', 'masked', 'masked, owing nothing', 'masked, owing an interrupt[, HINT]'],
  },
  pending: { ids: ['source', 'vcpu'], forms: ['nothing', 'anything', 'interrupt[, HINT]'] },
  servicing: {
    ids: ['source', 'vcpu'],
    forms: ['nothing', 'anything', 'interrupt[, HINT]', 'programming [VCPU]', 'programmed'],
  },
  kept: { ids: ['source'], forms: ['JSON'] },
};

/** What may be written for HINT. */
export const hintForms: readonly string[] = [
  'no hint',
  'a hint',
  'hint {VCPU, …}',
  'a hint that names nobody',
  'a hint that names somebody',
  'hint naming VCPU',
];

const listOf = (forms: readonly string[]): string => forms.join(' · ');

/** What a cell of the kind can be, in a sentence. */
export const valuesOf = (kind: CellKind): string => `${kind}(…) is ${listOf(cellKinds[kind].forms)}.`;

/** What may be written for a hint, in a sentence. */
export const hintsInWords = `A hint is written ${listOf(hintForms)}.`;

/** The words that a form begins with. */
const firstWords = (forms: readonly string[]): readonly string[] =>
  forms.map((form) => /^[a-z]*/.exec(form)![0]).filter((word) => word !== '');

const refuseValue = (cursor: Cursor, kind: CellKind) => {
  const { forms } = cellKinds[kind];
  return refuse(cursor.peek(), `what ${kind}(…) can be`, firstWords(forms), valuesOf(kind));
};

const refuseHint = (cursor: Cursor) => refuse(cursor.peek(), 'a hint', ['no', 'hint'], hintsInWords);

// --- parts of values --------------------------------------------------------------------------------------------

const readOn = (cursor: Cursor): Named | null => (cursor.skips('on') ? readName(cursor, 'cpu') : null);

const readVcpus = (cursor: Cursor): readonly Named[] => {
  const vcpus: Named[] = [];
  if (cursor.skips('}')) return vcpus;
  do vcpus.push(readName(cursor, 'vcpu'));
  while (cursor.skips(','));
  if (!cursor.skips('}')) throw refuse(cursor.peek(), "',' or '}'");
  return vcpus;
};

const readWhom = (cursor: Cursor): HintTest => {
  for (const whom of ['nobody', 'somebody'] as const) if (cursor.skips(whom)) return { is: 'names', whom };
  return { is: 'names', whom: readName(cursor, 'vcpu', ['nobody', 'somebody']) };
};

const readHint = (cursor: Cursor): HintTest => {
  if (cursor.skips('no')) {
    cursor.expect('hint');
    return { is: 'none' };
  }
  if (cursor.skips('a')) cursor.expect('hint');
  else if (!cursor.skips('hint')) throw refuseHint(cursor);
  if (cursor.skips('{')) return { is: 'exactly', vcpus: readVcpus(cursor) };
  if (cursor.skips('naming')) return readWhom(cursor);
  if (!cursor.skips('that')) return { is: 'some' };
  cursor.expect('names');
  return readWhom(cursor);
};

const readHintAfterComma = (cursor: Cursor): HintTest | null => (cursor.skips(',') ? readHint(cursor) : null);

const readOwing = (cursor: Cursor): Owing | null => {
  if (!cursor.skips(',')) return null;
  cursor.expect('owing');
  if (cursor.skips('nothing')) return { is: 'nothing' };
  if (!cursor.skips('an')) throw refuse(cursor.peek(), "'nothing' or 'an interrupt'", ['nothing', 'an']);
  cursor.expect('interrupt');
  return { is: 'interrupt', hint: readHintAfterComma(cursor) };
};

// --- values -----------------------------------------------------------------------------------------------------

const readPlacement = (cursor: Cursor): ValueTest => {
  if (cursor.skips('offline')) return { is: 'placement', condition: 'offline', on: null };
  for (const condition of ['running', 'ready', 'halted'] as const)
    if (cursor.skips(condition)) return { is: 'placement', condition, on: readOn(cursor) };
  const on = readOn(cursor);
  if (on === null) throw refuseValue(cursor, 'placement');
  return { is: 'placement', condition: null, on };
};

const readMapped = (cursor: Cursor): ValueTest => {
  for (const [article, entry] of [
    ['no', 'no entry'],
    ['an', 'an entry'],
  ] as const)
    if (cursor.skips(article)) {
      cursor.expect('entry');
      return { is: 'mapped', entry };
    }
  return { is: 'mapped', entry: readName(cursor, 'cpu', ['no', 'an'], valuesOf('mapped')) };
};

const readEvent = (cursor: Cursor): ValueTest => {
  if (cursor.skips('idle')) return { is: 'event', stage: 'idle', on: null, hint: null };
  if (cursor.skips('raised')) return { is: 'event', stage: 'raised', on: readOn(cursor), hint: null };
  if (!cursor.skips('identified')) throw refuseValue(cursor, 'event');
  const on = readOn(cursor);
  return { is: 'event', stage: 'identified', on, hint: readHintAfterComma(cursor) };
};

const readMask = (cursor: Cursor): ValueTest => {
  if (cursor.skips('open')) return { is: 'mask', state: 'open', owing: null };
  if (!cursor.skips('masked')) throw refuseValue(cursor, 'mask');
  return { is: 'mask', state: 'masked', owing: readOwing(cursor) };
};

const readPending = (cursor: Cursor): ValueTest => {
  for (const what of ['nothing', 'anything'] as const)
    if (cursor.skips(what)) return { is: 'pending', what, hint: null };
  if (!cursor.skips('interrupt')) throw refuseValue(cursor, 'pending');
  return { is: 'pending', what: 'interrupt', hint: readHintAfterComma(cursor) };
};

const readServicing = (cursor: Cursor): ValueTest => {
  const handler = { is: 'servicing', hint: null, target: null } as const;
  for (const what of ['nothing', 'anything', 'programmed'] as const)
    if (cursor.skips(what)) return { ...handler, what };
  if (cursor.skips('interrupt')) return { ...handler, what: 'interrupt', hint: readHintAfterComma(cursor) };
  if (!cursor.skips('programming')) throw refuseValue(cursor, 'servicing');
  // What follows is the next word of the condition, unless it can be told to be an id.
  const target = /^(vm|cpu)\d/.test(cursor.peek().text) ? readName(cursor, 'target') : null;
  return { ...handler, what: 'programming', target };
};

const readers: Readonly<Record<CellKind, (cursor: Cursor) => ValueTest>> = {
  placement: readPlacement,
  mapped: readMapped,
  memory: (cursor) => ({ is: 'memory', json: readJson(cursor) }),
  event: readEvent,
  route: (cursor) => ({ is: 'route', vcpu: readName(cursor, 'target') }),
  mask: readMask,
  pending: readPending,
  servicing: readServicing,
  kept: (cursor) => ({ is: 'kept', json: readJson(cursor) }),
};

/** Reads what a cell of a kind is asked for. */
export const readValue = (cursor: Cursor, kind: CellKind): ValueTest => readers[kind](cursor);
