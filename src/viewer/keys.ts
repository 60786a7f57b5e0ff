/** The keys, as the page acts on them and as its help lists them. */
export type Command = 'next' | 'previous' | 'first' | 'last' | 'verdict' | 'filter' | 'help' | 'leave';

interface Binding {
  readonly command: Command;
  /** As the browser names them. */
  readonly keys: readonly string[];
  /** As they are printed on a keyboard. */
  readonly caps: readonly string[];
  readonly does: string;
}

export const bindings: readonly Binding[] = [
  {
    command: 'next',
    keys: ['ArrowRight', 'j'],
    caps: ['→', 'j'],
    does: 'the next step; round the loop, if there is one',
  },
  { command: 'previous', keys: ['ArrowLeft', 'k'], caps: ['←', 'k'], does: 'the step before' },
  { command: 'first', keys: ['Home'], caps: ['Home'], does: 'the initial state' },
  { command: 'last', keys: ['End'], caps: ['End'], does: 'the last step' },
  {
    command: 'verdict',
    keys: ['v'],
    caps: ['v'],
    does: 'the step that violates, or that reaches what was looked for',
  },
  { command: 'filter', keys: ['f', '/'], caps: ['f', '/'], does: 'filter cells and actions' },
  { command: 'leave', keys: ['Escape'], caps: ['Esc'], does: 'leave the filter, or this help' },
  { command: 'help', keys: ['?'], caps: ['?'], does: 'this help' },
];

/** In the list of steps, these go to the next one too; elsewhere they scroll, as ever. */
const inTheList: Readonly<Record<string, Command>> = { ArrowDown: 'next', ArrowUp: 'previous' };

/** What a key means; `null` if the page has no use for it. While something is typed, most are only letters. */
export const commandOf = (key: string, where: 'text' | 'steps' | 'elsewhere'): Command | null => {
  if (where === 'text') return key === 'Escape' ? 'leave' : null;
  const listed = where === 'steps' ? inTheList[key] : undefined;
  return listed ?? bindings.find(({ keys }) => keys.includes(key))?.command ?? null;
};
