/** Evaluates a bundle in a realm of its own: a fresh instance of the module. */
import { UserError } from '../errors.ts';
import type { Bundle } from './bundle.ts';
import type { Guarded } from './call.ts';
import type { CallBoardWriter } from './call-board.ts';
import type { Realm } from './realm.ts';
import { createRealm } from './realm.ts';
import { mishapIn, scriptName } from './thrown.ts';

/** An instance of a module, and its definition as it was decoded. */
export interface Loaded<D> extends Guarded {
  readonly realm: Realm;
  readonly definition: D;
}

/** Loads a module; its top level is a call of the user's code too. */
export const load = <D>(
  bundle: Bundle,
  board: CallBoardWriter | undefined,
  decode: (bundle: Bundle, exported: unknown) => D,
): Loaded<D> => {
  const realm = createRealm(bundle.kind);
  const mishap = mishapIn(bundle);
  board?.enter(`${bundle.file}: while loading`);
  try {
    const definition = decode(bundle, realm.run(bundle.code, scriptName(bundle)));
    return { realm, definition, file: bundle.file, board, mishap };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    const { found, remedy } = mishap(thrown);
    throw new UserError(bundle.file, `while loading, it ${found}`, remedy);
  } finally {
    board?.leave();
  }
};
