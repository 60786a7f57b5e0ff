/** The keys, and what the signs in the picture mean. */
import type { RefObject } from 'preact';
import { SignList, signs } from '../picture/signs.tsx';
import { bindings } from './keys.ts';

export const Help = ({ dialog }: { readonly dialog: RefObject<HTMLDialogElement> }) => (
  <dialog ref={dialog} aria-label="Keys and signs">
    <form method="dialog">
      <h2>Keys</h2>
      <dl class="keys">
        {bindings.map(({ command, caps, does }) => (
          <div key={command}>
            <dt>
              {caps.map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h2>Signs</h2>
      <SignList of={signs} />
      <button type="submit">Close</button>
    </form>
  </dialog>
);
