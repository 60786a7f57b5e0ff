import { describe, expect, it } from 'vitest';
import { fairnessInWords, strengthInWords } from '../../src/picture/loop.ts';
import { traceTable } from '../../src/report/table.ts';
import { lookOf, secondsInWords, shortCount, withCommas, wrap } from '../../src/report/text.ts';
import { plain, trace } from './reports.ts';

const long = {
  action: 'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
  changes: [
    {
      cell: 'servicing(vm0.dev0.e0, vm0.vcpu0)',
      from: { is: 'handling', hint: ['vm0.vcpu0', 'vm0.vcpu1', 'vm0.vcpu2', 'vm0.vcpu3', 'vm0.vcpu4'] },
      to: { is: 'handling', hint: null },
    },
  ],
};

describe('a trace as a table', () => {
  it('shows who acts, and what changes; the last step is marked if it violates', () => {
    expect(traceTable({ ...trace, violates: true }, plain).join('\n')).toMatchInlineSnapshot(`
      "    #  who         action                    what changes
          1  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
        ✗ 2  hypervisor  identify(vm0.dev0.e0)     event(vm0.dev0.e0): raised on cpu0
                                                     → identified on cpu0, a hint that names nobody"
    `);
  });

  it('marks nothing if it only reaches something', () => {
    expect(traceTable({ ...trace, violates: false }, plain).join('\n')).not.toContain('✗');
  });

  it.each([64, 80, 110])('fits into %d columns', (width) => {
    const steps = [...trace.steps, ...Array(10).fill(long)];
    const loop = {
      from: 3,
      satisfies: steps.slice(3).map(() => [{ is: 'strong', family: 'x '.repeat(50) }] as const),
      excused: [],
      amiss: { steps: [], are: 'a step' },
    };
    for (const rows of [
      { steps, violates: true, loop: null },
      { steps, violates: true, loop },
    ])
      for (const line of traceTable(rows, lookOf(false, width)))
        expect(line.length).toBeLessThanOrEqual(width);
  });

  it('has a bracket around the steps that recur for ever, which closes where they do', () => {
    const loop = {
      from: 1,
      satisfies: [[{ is: 'weak', family: 'identify(vm0.dev0.e0)' }]],
      excused: [],
      amiss: { steps: [], are: 'a step' },
    } as const;
    expect(traceTable({ ...trace, violates: true, loop }, plain).join('\n')).toMatchInlineSnapshot(`
      "    #  who         action                    what changes
          1  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
        ┌ 2  hypervisor  identify(vm0.dev0.e0)     event(vm0.dev0.e0): raised on cpu0
        │                                            → identified on cpu0, a hint that names nobody
        │                                          weakly fair: identify(vm0.dev0.e0)
        └ from here the run goes back to the state after step 1, for ever"
    `);
    const all = { ...loop, from: 0, satisfies: [[], ...loop.satisfies] };
    expect(traceTable({ ...trace, violates: true, loop: all }, plain).join('\n')).toMatchInlineSnapshot(`
      "    #  who         action                    what changes
        ┌ 1  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
        │ 2  hypervisor  identify(vm0.dev0.e0)     event(vm0.dev0.e0): raised on cpu0
        │                                            → identified on cpu0, a hint that names nobody
        │                                          weakly fair: identify(vm0.dev0.e0)
        └ from here the run goes back to the initial state, for ever"
    `);
    const still = { from: 2, satisfies: [], excused: [], amiss: { steps: [], are: 'a step' } };
    expect(traceTable({ ...trace, violates: true, loop: still }, plain).at(-1)).toMatchInlineSnapshot(
      `"  ∞ from here nothing happens any more: nothing that has to happen is enabled"`,
    );
  });

  it('names every family that gets its due by a step', () => {
    const families = [
      { is: 'strong', family: 'preempt whoever keeps vm0.vcpu1 from work' },
      { is: 'strong', family: 'preempt whoever keeps vm0.vcpu2 from work' },
    ] as const;
    const loop = { from: 1, satisfies: [families], excused: [], amiss: { steps: [], are: 'a step' } };
    expect(fairnessInWords({ loop }, 1)).toBeNull();
    expect(fairnessInWords({ loop }, 2)).toBe(
      'strongly fair: preempt whoever keeps vm0.vcpu1 from work; preempt whoever keeps vm0.vcpu2 from work',
    );
    expect(strengthInWords({ loop }, 2)).toBe('strongly fair');
  });

  it('hides cells that follow from others, but not the step', () => {
    const step = { action: 'dispatch(vm0.vcpu0)', changes: [{ cell: 'busy(cpu0)', from: false, to: true }] };
    expect(traceTable({ steps: [step], violates: false, loop: null }, plain)[1]).toBe(
      '    1  host        dispatch(vm0.vcpu0)',
    );
  });
});

describe('numbers', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['12345678901234567890', '12,345,678,901,234,567,890'],
  ])('%s is %s', (digits, words) => expect(withCommas(digits)).toBe(words));

  it.each([
    [999_999n, '999,999'],
    [1_000_000n, '1.0 M'],
    [1_990_000_000n, '1.9 G'],
    [12_345_678_901_234n, '12.3 T'],
    [12_345_678_901_234_567n, '1.23 × 10^16'],
  ])('%d states are %s', (n, words) => expect(shortCount(n)).toBe(words));

  it.each([
    [0, '<0.01 s'],
    [0.012, '0.01 s'],
    [9.876, '9.88 s'],
    [12.3, '12 s'],
    [4321, '4,321 s'],
  ])('%d seconds are %s', (seconds, words) => expect(secondsInWords(seconds)).toBe(words));
});

it('breaks lines between words, and words never', () => {
  expect(wrap('a bb ccc dddddddddd e', 5)).toEqual(['a bb', 'ccc', 'dddddddddd', 'e']);
});
