/** What a terminal can be made to obey, or to show in another order than it is written: characters that nobody sees. */

/** Control and formatting characters, and what is none; but a line may end. */
const unseen = /[\p{Zl}\p{Zp}]|[^\P{C}\n]/gu;

/** Whether a text is on one line, with nothing unseen in it. */
export const isPlainLine = (text: string): boolean => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);

/** JSON, or a text with JSON in it, on one line: blanks are one kind of blank, and what is unseen in a string is escaped as there. */
export const onOneLine = (text: string): string =>
  text
    .trim()
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
      Array.from(
        { length: character.length },
        (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
      ).join(''),
    );

/** The text with everything unseen written out; lines stay lines. */
export const visible = (text: string): string =>
  text.replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** The same on one line, in which the ends of lines are written out, too. */
export const oneLine = (text: string): string => visible(text).replaceAll('\n', '\\u{a}');
