/** Runs without end, written by hand: which of them break a promise about the long run, and why others do not. */
import { describe, expect, it } from 'vitest';
import { fairnessOf } from '../../properties/fairness.ts';
import type { Short } from '../configurations.ts';
import { loopOf } from '../engine/fair/lassos.ts';
import { machineIn, promise, questionOf } from './promises.ts';
import { inFull } from './scripted.ts';

/** What the pure model says of a run without end. */
const verdictOn = (
  id: string,
  [scope, axes, subject]: readonly [string, Short, string],
  stem: readonly string[],
  cycle: readonly string[],
): string => {
  const machine = machineIn(scope, axes);
  const question = questionOf(promise(id), machine, subject);
  const aim = { fairness: fairnessOf(machine.setup), questions: [question] };
  const looped = loopOf(machine, aim, 0, inFull({ stem, cycle }));
  return looped.is === 'broken' ? looped.finding.found : looped.because;
};

const received = ['raise(e0, c0)', 'receive(e0)'];
const atomic = { hinting: 'atomic' } as const;

describe('an event is served', () => {
  const where = ['1:1x1', atomic, 'e0'] as const;
  const halted = ['dispatch(v0)', 'halt(v0)', ...received];

  it('unless its VCPU sleeps on', () =>
    expect(verdictOn('event-is-served', ['1:1x1', { ...atomic, fault: 'no-kick' }, 'e0'], halted, [])).toBe(
      'a fair run in which none ever does',
    ));

  it('for whoever is woken has work to do, and gets his CPU', () =>
    expect(verdictOn('event-is-served', where, halted, [])).toBe(
      `it is not fair: ${inFull('dispatch(v0) while it has work')} would have its turn in the loop`,
    ));

  it('and the next one is, too', () => {
    const around = [...received, 'take(e0, v0)', 'finish(e0, v0)'];
    const first = ['dispatch(v0)', ...received, 'take(e0, v0)', 'program(e0, v0, v0)', 'finish(e0, v0)'];
    expect(verdictOn('event-is-served', where, first, around)).toBe(
      'what was expected happens again and again',
    );
    expect(verdictOn('event-is-served', where, first, [])).toBe('what was expected happens before the loop');
  });
});

describe('a pending interrupt is taken', () => {
  it('unless its VCPU goes to sleep over it', () =>
    expect(
      verdictOn(
        'pending-is-taken',
        ['1:1x1', { ...atomic, fault: 'halt-with-pending' }, 'e0, v0'],
        ['dispatch(v0)', ...received, 'halt(v0)'],
        [],
      ),
    ).toBe('a fair run in which it never is'));

  it('for a VCPU does not run for ever without it', () =>
    expect(
      verdictOn('pending-is-taken', ['1:1x1', atomic, 'e0, v0'], received, ['dispatch(v0)', 'preempt(v0)']),
    ).toBe(`it is not fair: ${inFull('take(e0, v0)')} would have its turn in the loop`));
});

describe('locality is restored', () => {
  const never = ['2:2x1', { ...atomic, policy: 'never' }, 'e0, c1'] as const;
  const remotely = ['raise(e0, c1)', 'receive(e0)', 'take(e0, v0)', 'finish(e0, v0)'];

  it('unless nobody tells the guest where the events come from', () =>
    expect(verdictOn('locality-restored', never, ['dispatch(v0)'], remotely)).toBe(
      'a fair run with remote injections for ever',
    ));

  it('or the host moves VCPUs for ever, or events come from elsewhere, too', () => {
    const moving = ['migrate(v1, c0)', 'migrate(v1, c1)'];
    const elsewhere = [...received, 'take(e0, v0)', 'finish(e0, v0)'];
    for (const more of [moving, elsewhere])
      expect(verdictOn('locality-restored', never, ['dispatch(v0)'], [...remotely, ...more])).toBe(
        'the property is not about this run: some step of the loop would have to come to an end',
      );
  });

  it('where events come from a CPU on which there is nobody, it is not promised', () =>
    expect(verdictOn('locality-restored', never, ['dispatch(v0)', 'migrate(v1, c0)'], remotely)).toBe(
      'the property is not about this run',
    ));

  it('once the guest has programmed', () => {
    const locally = ['raise(e0, c1)', 'receive(e0)', 'take(e0, v1)', 'program(e0, v1, v1)', 'finish(e0, v1)'];
    expect(
      verdictOn(
        'locality-restored',
        ['2:2x1', { ...atomic, policy: 'every-event' }, 'e0, c1'],
        [
          ...['dispatch(v0)', 'dispatch(v1)', 'raise(e0, c1)', 'receive(e0)', 'take(e0, v0)'],
          ...['program(e0, v0, v1)', 'finish(e0, v0)'],
        ],
        locally,
      ),
    ).toBe('nothing that must not be is done for ever');
  });
});

describe('a hint is used', () => {
  const where = ['1:2x1', { ...atomic, policy: 'every-event' }, 'e0, v0'] as const;
  const handling = ['dispatch(v0)', ...received, 'take(e0, v0)'];

  it('for a handler does not rest for ever', () => {
    for (const cycle of [[], ['preempt(v0)', 'dispatch(v0)']])
      expect(verdictOn('hint-is-used', where, handling, cycle)).toBe(
        `it is not fair: ${inFull('the next step of the handler of e0 on v0')} would have its turn in the loop`,
      );
  });

  it('for ever anew', () =>
    expect(
      verdictOn('hint-is-used', where, handling, [
        ...['program(e0, v0, v0)', 'finish(e0, v0)', ...received, 'take(e0, v0)'],
      ]),
    ).toBe('what was expected happens again and again'));
});
