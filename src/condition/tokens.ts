/** The words, numbers, strings and marks of a condition. What is none of these is a token, too: nothing is refused here. */

export interface Token {
  readonly is: 'word' | 'number' | 'string' | 'mark' | 'stray' | 'end';
  readonly text: string;
  /** UTF-16 units before it. */
  readonly at: number;
}

/** Ids are words: `vm0.net0.rx`. A stray is one character, or a string without an end. */
const token = new RegExp(
  [
    '(?<word>[A-Za-z_][\\w-]*(?:\\.[\\w-]+)*)',
    '(?<number>-?\\d[\\w.+-]*)',
    '(?<string>"(?:[^"\\\\]|\\\\.)*")',
    '(?<mark>[(){}[\\],:])',
    '(?<stray>".*|\\S)',
  ].join('|'),
  'gsu',
);

/** The tokens of a text; the last one is its end. */
export const tokensOf = (text: string): readonly Token[] => {
  const tokens = [...text.matchAll(token)].map(({ groups, index }): Token => {
    const [is, found] = Object.entries(groups!).find(([, part]) => part !== undefined)!;
    return { is: is as Token['is'], text: found!, at: index };
  });
  return [...tokens, { is: 'end', text: '', at: text.length }];
};
