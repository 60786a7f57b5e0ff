import { pendingOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { delivers, hintIn, meetingOf, pendingOn, pipelineOf } from '../pipeline.ts';
import { step } from '../property.ts';
import { hintInWords, namesSomebody, sameHint } from '../words.ts';

export const hintSurvivesCoalescing = step({
  id: 'hint-survives-coalescing',
  contract: 'safe',
  sentence:
    'When two interrupts of a source coalesce, a hint that names somebody and that the guest has not seen is lost only to a newer one that names somebody.',
  source: 'ours',
  each: eachSource,
  observes: pipelineOf,
  asks: delivers,
  whenever: (delivery) => {
    const meeting = meetingOf(delivery);
    return meeting !== null && (namesSomebody(meeting.waiting.hint) || namesSomebody(meeting.arriving.hint));
  },
  then: (delivery, { vm, source }) => {
    const { where, waiting, arriving } = meetingOf(delivery)!;
    const newer = namesSomebody(arriving.hint);
    const expected = newer ? arriving.hint : waiting.hint;
    const there = where === 'mask' ? where : pendingOn(where);
    const kept = hintIn(delivery.after, there);
    if (sameHint(kept, expected)) return true;
    // An interrupt that went elsewhere took its hint along: delivered-where-routed blames that.
    const elsewhere = vm.vcpus.filter((vcpu) => vcpu !== where && delivery.writes(pendingOf(source, vcpu)));
    if (newer && elsewhere.some((vcpu) => sameHint(hintIn(delivery.after, pendingOn(vcpu)), expected)))
      return true;
    return {
      expected: `${hintInWords(expected)}, from the ${newer ? 'newer' : 'older'} interrupt`,
      found: `${hintInWords(kept)} ${where === 'mask' ? 'behind the mask' : `pending on ${where}`}`,
    };
  },
});
