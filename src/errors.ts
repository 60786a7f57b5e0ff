import { visible } from './printable.ts';

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
