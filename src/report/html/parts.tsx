/** Small things that several parts of a page need. */
import type { ComponentChildren } from 'preact';
import type { Mark, Tone } from '../text.ts';

/** A mark says nothing that is not in words beside it. */
export const MarkSign = ({ mark: { sign, tone } }: { readonly mark: Mark }) => (
  <span class={`mark ${tone}`} aria-hidden="true">
    {sign}
  </span>
);

/** A sentence in which `code` is between backticks. */
export const Prose = ({ text }: { readonly text: string }) => (
  <>{text.split('`').map((part, i) => (i % 2 === 0 ? part : <code key={i}>{part}</code>))}</>
);

/** What the whole report comes to. */
export const Banner = ({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) => (
  <p class={`banner ${tone}`}>{children}</p>
);

export const toneOfExit = (exitCode: number): Tone =>
  exitCode === 0 ? 'good' : exitCode === 1 ? 'bad' : 'doubtful';

/** A command, to be copied. */
export const Command = ({ words, command }: { readonly words: string; readonly command: string | null }) =>
  command === null ? null : (
    <p class="command">
      {words} <code>{command}</code>
    </p>
  );

/** Something wide, to be moved sideways where there is no room, with a mouse, a finger or the keys. */
export const Wide = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse
  <section class="wide" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
