/** Scrolls the picture, and never the page, to what happens in a step. */
import type { Frame } from '../picture/frame.ts';
import { rowHeight } from '../picture/frame.ts';
import { marksAt } from '../picture/marks.ts';
import type { Reading } from '../picture/reading.ts';
import { spotOf } from '../picture/spots.ts';
import { changesOf } from '../picture/words.ts';

const air = 24;

/** From where to where something happens across the picture. */
const extentOf = (reading: Reading, frame: Frame, step: number): readonly [number, number] | null => {
  const spots = changesOf(reading.story, step).flatMap(({ cell }) =>
    [step - 1, step].flatMap((state) => spotOf(reading, frame, cell, state) ?? []),
  );
  const gutters = marksAt(reading, step).flatMap((mark) =>
    mark.is === 'raised'
      ? frame.lanes.filter(({ name }) => name === mark.on).map(({ gutter }) => gutter)
      : [],
  );
  if (spots.length + gutters.length === 0) return null;
  return [
    Math.min(...spots.map(({ x }) => x), ...gutters) - air,
    Math.max(...spots.map(({ x, width }) => x + width), ...gutters) + air,
  ];
};

/** The row with its neighbours, and as much as there is room for of what changes in it, from the left. */
export const reveal = (box: HTMLElement, reading: Reading, frame: Frame, step: number): void => {
  const above = (step - 1) * rowHeight;
  const below = (step + 2) * rowHeight + frame.headHeight - box.clientHeight;
  if (box.scrollTop > above) box.scrollTop = above;
  else if (box.scrollTop < below) box.scrollTop = below;

  const extent = extentOf(reading, frame, step);
  const list = box.querySelector('.steps');
  if (extent === null || list === null) return;
  const [left, right] = extent;
  const room = box.clientWidth - list.clientWidth;
  if (box.scrollLeft < right - room) box.scrollLeft = right - room;
  if (box.scrollLeft > left) box.scrollLeft = left;
};
