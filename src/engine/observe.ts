/** The product of a model and an observer: the same machine, with some more cells that remember something of the run. */
import type { Action } from '../../model/action.ts';
import type { Observer } from '../../properties/property.ts';
import type { Model } from './model.ts';
import { readAfter } from './model.ts';

const watched = (action: Action, observer: Observer): Action => ({
  ...action,
  touches: [...action.touches, ...observer.touches, ...observer.cells],
  step: (read) => {
    const change = action.step(read);
    if (typeof change === 'symbol') return change;
    const sight = { action, change, before: read, after: readAfter(read, change), reads: [] };
    return { ...change, writes: [...change.writes, ...observer.advance(sight)] };
  },
});

export const observed = (model: Model, observer: Observer): Model => ({
  cells: [...model.cells, ...observer.cells],
  initial: new Map([...model.initial, ...observer.initial]),
  actions: model.actions.map((action) => (observer.concerns(action) ? watched(action, observer) : action)),
});
