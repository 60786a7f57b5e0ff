/** The product of a model and an observer: the same machine, with one more cell that remembers something of the run. */
import type { Action } from '../../model/action.ts';
import type { Observer } from '../../properties/property.ts';
import type { Model } from './model.ts';
import { readAfter } from './model.ts';

const watched = (action: Action, observer: Observer): Action => ({
  ...action,
  touches: [...action.touches, ...observer.touches, observer.cell],
  step: (read) => {
    const change = action.step(read);
    if (typeof change === 'symbol') return change;
    const sight = { action, change, before: read, after: readAfter(read, change), reads: [] };
    const memory = observer.advance(read(observer.cell), sight);
    return { ...change, writes: [...change.writes, [observer.cell, memory]] };
  },
});

export const observed = (model: Model, observer: Observer): Model => ({
  cells: [...model.cells, observer.cell],
  initial: new Map([...model.initial, [observer.cell.name, observer.initial]]),
  actions: model.actions.map((action) => (observer.concerns(action) ? watched(action, observer) : action)),
});
