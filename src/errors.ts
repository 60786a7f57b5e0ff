/** What was typed or read may hold what a terminal obeys: an error shows it instead. Lines stay lines. */
const visible = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A mistake of the user's: it names the place, what was found there, and what would do. Exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly place: string;
  readonly found: string;
  readonly remedy: string;

  /**
   * @param place where the mistake is: a file, a flag, a field of a file
   * @param found what was found there, in one sentence
   * @param remedy what would do instead, in one sentence; empty if the sentence says it already
   */
  constructor(place: string, found: string, remedy = '') {
    super(visible(`${place}: ${found}${remedy === '' ? '' : `\n  ${remedy}`}`));
    this.place = place;
    this.found = found;
    this.remedy = remedy;
  }
}
