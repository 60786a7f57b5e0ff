/** A mistake in what a module returned or asked for, on its way to the `UserError` that also names the call. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly found: string;
  readonly remedy: string;

  /**
   * @param found what is wrong, to be read after the call: `returned a promise`
   * @param remedy what would do instead, in one sentence, or nothing
   */
  constructor(found: string, remedy = '') {
    super(found);
    this.found = found;
    this.remedy = remedy;
  }
}
