/** The way back of a run without end, beside the picture: from the last state to that in which the loop begins. */
import type { Frame } from './frame.ts';
import { rowHeight, timeOf } from './frame.ts';
import { closingInWords } from './loop.ts';
import type { Reading } from './reading.ts';

const reach = 15;
const bend = 6;

/** Between what led to a state and the next step. */
const stateAt = (state: number): number => timeOf(state) + rowHeight / 2 - 4;

/** Round a corner to the right and up, along the side, and back. */
const wayBack = (x: number, from: number, to: number): string =>
  `M${x} ${from}h${reach - bend}q${bend} 0 ${bend} ${-bend}` +
  `V${to + bend}q0 ${-bend} ${-bend} ${-bend}h${bend - reach + 6}`;

/** A small circle, for a run that stays where it is. */
const stay = (x: number, at: number): string => `M${x} ${at + 6}h7a6 6 0 1 0 0 -12h-1`;

/** Nothing in a trace that ends. */
export const LoopBack = ({
  reading: { story, last },
  frame,
}: {
  readonly reading: Reading;
  readonly frame: Frame;
}) => {
  const { loop } = story;
  const x = frame.wayBack;
  if (loop === null || x === null) return null;
  const isStill = loop.from === last;
  const [from, to] = [stateAt(last), stateAt(loop.from)];
  return (
    <g class={`loop ${story.outcome}`}>
      <title>{closingInWords(story)}</title>
      <path d={isStill ? stay(x, from) : wayBack(x, from, to)} />
      <path class="head" d={isStill ? `M${x} ${from - 6}l8 -4.5v9z` : `M${x} ${to}l8 -4.5v9z`} />
    </g>
  );
};
