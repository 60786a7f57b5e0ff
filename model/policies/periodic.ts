import { definePolicy } from './policy.ts';

/** `period` is a whole number of events, at least 1. */
export const periodic = (period: number) =>
  definePolicy({
    name: `periodic:${period}`,
    summary: `hints with one event in ${period} of a type, beginning with the first, even if that names nobody`,
    initial: 0,
    decide: (event) => ({
      hint: event.memory === 0 ? event.mappedHere : null,
      memory: (event.memory + 1) % period,
    }),
  });
