import { eachSource } from '../each.ts';
import { delivers, meetingOf, pipelineOf } from '../pipeline.ts';
import { sometimesStep } from '../property.ts';

export const interruptsCoalesce = sometimesStep({
  id: 'interrupts-coalesce',
  contract: 'possible',
  sentence: 'An interrupt arrives where one of its source waits already.',
  source: 'ours',
  each: eachSource,
  observes: pipelineOf,
  asks: delivers,
  reached: (delivery, { source }) => {
    const meeting = meetingOf(delivery);
    if (meeting === null) return false;
    return `two interrupts of ${source} coalesce ${meeting.where === 'mask' ? 'behind the mask' : `on ${meeting.where}`}`;
  },
});
