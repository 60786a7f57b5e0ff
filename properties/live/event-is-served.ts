import { eachSource } from '../each.ts';
import { leadsTo } from '../long-run.ts';
import { notLive } from './configurations.ts';

export const eventIsServed = leadsTo({
  id: 'event-is-served',
  contract: 'live',
  sentence: 'Every raised event leads to a handler of its source starting.',
  source: 'ours',
  notMeant: notLive,
  each: eachSource,
  observes: () => ({}),
  asks: (label, { source }) => (label.is === 'raise' || label.is === 'take') && label.source === source,
  whenever: ({ label }) => label.is === 'raise',
  then: ({ label }) => label.is === 'take',
  broken: ({ source }) => ({
    expected: `a handler of ${source} to start, sooner or later, after its event was raised`,
    found: 'a fair run in which none ever does',
    amiss: 'the event that is never served',
  }),
});
