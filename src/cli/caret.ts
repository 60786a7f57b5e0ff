/** Mistakes that are shown with a caret below the text: neither may be wrapped, or the caret is under something else. */

const indent = 2;
/** In less than that nothing can be shown. */
const columnsMin = 20;
/** So much of what is shown is before the caret. */
const shareBefore = 0.6;

/** The text around the caret, and the caret below it. */
const cut = (text: readonly string[], caret: number, columns: number): readonly [string, string] => {
  const room = columns - indent - 2;
  const start = Math.max(0, Math.min(caret - Math.floor(room * shareBefore), text.length - room));
  const before = start > 0 ? '…' : '';
  const after = start + room < text.length ? '…' : '';
  const blanks = ' '.repeat(indent);
  return [
    `${blanks}${before}${text.slice(start, start + room).join('')}${after}`,
    `${blanks}${' '.repeat(before.length + caret - start)}^`,
  ];
};

/** A message in which every text with a caret below fits into so many columns. */
export const withCarets = (message: string, columns: number): string => {
  const lines = message.split('\n');
  for (const [i, line] of lines.entries()) {
    const text = [...(lines[i - 1] ?? '')];
    const isWide = Math.max(text.length, line.length) > columns;
    if (!/^ {2,}\^$/.test(line) || !isWide || columns < columnsMin) continue;
    const [shown, below] = cut(text.slice(indent), line.length - 1 - indent, columns);
    lines.splice(i - 1, 2, shown, below);
  }
  return lines.join('\n');
};
