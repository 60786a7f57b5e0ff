/** What could happen in the state that is looked at, and why nothing else can. */
import type { Alternatives as Possible } from '../results/story.ts';
import { matcherOf } from './cells.ts';

interface AlternativesProps {
  readonly possible: Possible;
  /** The action that the trace takes here; `null` at its end. */
  readonly taken: string | null;
  readonly typed: string;
}

const countOf = (shown: number, all: number): string => (shown === all ? String(all) : `${shown} of ${all}`);

/** More than that would bury what can happen; what is typed brings them out. */
const openMax = 8;

export const Alternatives = ({ possible, taken, typed }: AlternativesProps) => {
  const matches = matcherOf(typed);
  const enabled = possible.enabled.filter((action) => matches(action));
  const refused = possible.refused.filter(({ action, because }) => matches(action, ...because));
  return (
    <section class="alternatives" aria-label="Actions">
      <h2>{`Enabled here: ${countOf(enabled.length, possible.enabled.length)}`}</h2>
      <ul class="enabled">
        {enabled.map((action) => (
          <li key={action} class={action === taken ? 'taken' : undefined}>
            <code>{action}</code>
            {action === taken && <span class="tag"> taken next</span>}
          </li>
        ))}
      </ul>
      <details open={typed.trim() !== '' || possible.refused.length <= openMax}>
        <summary>{`Not enabled: ${countOf(refused.length, possible.refused.length)}`}</summary>
        <ul class="refused">
          {refused.map(({ action, because }) => (
            <li key={action}>
              <code>{action}</code>
              <span class="because">{because.join('; ')}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
};
