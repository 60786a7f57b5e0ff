/** The built-in policies, in the order of docs/model.md. */
import { everyEvent } from './every-event.ts';
import { firstNonempty } from './first-nonempty.ts';
import { firstTime } from './first-time.ts';
import { never } from './never.ts';
import { onMiss } from './on-miss.ts';
import { onMove } from './on-move.ts';
import { periodic } from './periodic.ts';
import type { Policy } from './policy.ts';
import { runningOnly } from './running-only.ts';

const fixed: readonly Policy[] = [firstTime, firstNonempty, everyEvent, onMove, onMiss, runningOnly, never];

/** As a user may name them. */
export const policyNames: readonly string[] = [...fixed.map(({ name }) => name), 'periodic:<n>'];

/** The built-in policy of that name, or `undefined`. */
export const policyNamed = (name: string): Policy | undefined => {
  const period = /^periodic:([1-9]\d{0,8})$/.exec(name)?.[1];
  return period === undefined ? fixed.find((policy) => policy.name === name) : periodic(Number(period));
};
