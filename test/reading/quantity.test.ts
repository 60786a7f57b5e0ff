import { describe, expect, it } from 'vitest';
import { durationMs, durationText, sizeBytes, sizeText } from '../../src/reading/quantity.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['60s', 60_000],
    ['1.5s', 1_500],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['30 s', 30_000],
  ])('%s is %d ms', (text, ms) => expect(durationMs('x', text)).toBe(ms));

  it.each(['', '3', 's', '-1s', '0s', '1e3s', '1d', '1S', '999999999h', 'constructor', '1constructor'])(
    "is not '%s'",
    (text) => expect(() => durationMs('--budget', text)).toThrow('--budget: '),
  );

  it.each(['1ms', '90s', '2m', '36h', '1501ms'])('%s is written as it was', (text) =>
    expect(durationText(durationMs('x', text))).toBe(text),
  );
});

describe('a size', () => {
  it.each([
    ['512MiB', 2 ** 29],
    ['2GiB', 2 ** 31],
    ['1.5GiB', 1.5 * 2 ** 30],
    ['1kB', 1000],
    ['7B', 7],
  ])('%s is %d bytes', (text, bytes) => expect(sizeBytes('x', text)).toBe(bytes));

  it.each(['', '2', '2G', '2gib', '0GiB', '999999999TiB'])("is not '%s'", (text) =>
    expect(() => sizeBytes('--memory', text)).toThrow('--memory: '),
  );

  it.each(['7B', '1000B', '512MiB', '2GiB', '1536MiB'])('%s is written as it was', (text) =>
    expect(sizeText(sizeBytes('x', text))).toBe(text),
  );
});
