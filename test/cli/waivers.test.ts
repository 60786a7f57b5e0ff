import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryWith, hintproof } from './command.ts';

const policy = `
import { definePolicy } from 'hintproof';
export default definePolicy({
  name: 'mine',
  claims: ['claim-1'],
  initial: { seen: false },
  decide: ({ memory, mappedHere }) =>
    memory.seen || mappedHere.length === 0
      ? { hint: null, memory }
      : { hint: mappedHere, memory: { seen: true } },
});
`;

interface Written {
  readonly property: string;
  readonly policy: string;
  readonly reason: string;
}

/** A project whose policy violates `first-time-hinted` and `first-time-only`, with some waivers. */
const project = (waivers: readonly object[], more = "scope: '2:1x1'"): string =>
  directoryWith({
    'policies/mine.ts': policy,
    'hintproof.config.ts': `
      import { defineConfig } from 'hintproof';
      export default defineConfig({ policies: ['policies/mine.ts'], contracts: ['claim-1'], ${more},
        waivers: ${JSON.stringify(waivers)} });
    `,
  });

const waiver = (property: string): Written => ({
  property,
  policy: 'policies/mine.ts',
  reason: 'an empty hint is of no use',
});
const both = [waiver('first-time-hinted'), waiver('first-time-only')];

describe('waivers in the configuration file', () => {
  it('accept violations by name, show them with the reason, and leave no record of them', async () => {
    const directory = project(both);
    const { code, out } = await hintproof(['check'], directory);
    expect(code).toBe(0);
    expect(out).toContain(
      'first-time-hinted  violated in 2 steps on 2:1x1 (waived: an empty hint is of no use)',
    );
    expect(out).toContain('Waived: first-time-hinted and first-time-only. Exit code 0.');
    expect(existsSync(join(directory, '.hintproof'))).toBe(false);
  });

  it('are in the JSON report, where there is a violation', async () => {
    const { out } = await hintproof(['check', '--reporter', 'json'], project(both));
    const { properties } = JSON.parse(out).runs[0];
    expect(
      Object.fromEntries(properties.map((one: { id: string; waived: string }) => [one.id, one.waived])),
    ).toEqual({
      'hint-is-complete': null,
      'first-time-hinted': both[0]!.reason,
      'first-time-only': both[1]!.reason,
    });
  });

  it('do not accept what they do not name', async () => {
    const { code, out } = await hintproof(['check'], project([both[0]!]));
    expect(code).toBe(1);
    expect(out).toContain('Violated: first-time-only, of 2 demanded properties. Waived: first-time-hinted.');
  });

  it('are mistakes where they waive nothing, after the report', async () => {
    const { code, out, err } = await hintproof(['check'], project([...both, waiver('hint-is-complete')]));
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('Waived, and not violated: hint-is-complete. Exit code 2.');
    expect(err).toMatch(
      /^hintproof\.config\.ts: waivers\[2\]: waives nothing: hint-is-complete is not violated/m,
    );
  });

  it.each([
    ['check', ['check']],
    ['compare', ['compare', 'first-time', 'policies/mine.ts', '--budget', '20s', '--price', 'none']],
  ])('are in the JSON report of %s, where they waive nothing', async (_, args) => {
    const directory = project([...both, waiver('hint-is-complete')]);
    const { code, out } = await hintproof([...args, '--reporter', 'json'], directory);
    const { unfinished, unusedWaivers, exitCode } = JSON.parse(out);
    expect({ code, unfinished, unusedWaivers, exitCode }).toEqual({
      code: 2,
      unfinished: false,
      unusedWaivers: [
        {
          property: 'hint-is-complete',
          policy: 'policies/mine.ts',
          place: 'hintproof.config.ts: waivers[2]',
        },
      ],
      exitCode: 2,
    });
  });

  it('are not judged by one who looks at less, or elsewhere', async () => {
    const directory = project([...both, waiver('hint-is-complete')]);
    for (const flags of [['--scope', '1:1x1'], ['--no-moves'], ['--property', 'hint-is-complete']])
      expect([flags, (await hintproof(['check', ...flags], directory)).code]).toEqual([flags, 0]);
    // nor of a policy that is not checked
    expect((await hintproof(['check', 'first-time'], directory)).code).toBe(0);
  });

  it('are not judged where a budget ended it, and what was left open is not waived', async () => {
    const directory = project([...both, waiver('hint-is-complete')]);
    for (const budget of ['1ms', '3ms', '10ms']) {
      const { code, out } = await hintproof(['check', '--budget', budget], directory);
      expect([budget, code, out.includes('Unfinished: ')]).toEqual([budget, 3, true]);
    }
  });

  it('are there once for each violation: of a second one, nobody would see the reason', async () => {
    const again = { ...both[0]!, policy: './policies/mine.ts', reason: 'another' };
    const { code, out, err } = await hintproof(['check'], project([...both, again]));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^hintproof\.config\.ts: waivers\[2\]: waives what .*waivers\[0\] waives/);
  });

  it('accept what a change breaks', async () => {
    const compared = (waivers: readonly object[]) =>
      hintproof(['compare', 'first-time', 'policies/mine.ts', '--budget', '20s'], project(waivers));
    expect((await compared([])).code).toBe(1);
    const waived = await compared(both);
    expect(waived.code).toBe(0);
    expect(waived.out).toContain('broken by the change, waived: an empty hint is of no use');
    const unused = await compared([...both, waiver('hint-is-complete')]);
    expect(unused.code).toBe(2);
    expect(unused.err).toContain('waivers[2]: waives nothing');
  }, 60_000);

  it.each([
    ['policies', 'policies: is a directory'],
    ['policies/lib/hints.ts', 'policies/lib/hints.ts: has no default export'],
    ['notes.md', 'notes.md: is no TypeScript or JavaScript module'],
    ['guest.ts', "guest.ts: default export, field 'choices': a policy has no such field"],
    ['endless.ts', 'endless.ts: while loading: has not returned for 0.5 s'],
  ])('for %s are refused, since no check would ever find them unused', async (policy, words) => {
    const directory = project([...both, { ...both[0], policy }], "scope: '2:1x1', callLimit: '500ms'");
    const more = {
      'policies/lib/hints.ts': 'export const none = null;',
      'notes.md': '',
      'guest.ts': "export default { name: 'g', choices: () => [] }",
      'endless.ts': 'for (;;);\nexport default {}',
    };
    mkdirSync(join(directory, 'policies/lib'));
    for (const [file, text] of Object.entries(more)) writeFileSync(join(directory, file), text);
    for (const args of [['check'], ['check', 'first-time'], ['compare', 'never', 'never']]) {
      const { code, out, err } = await hintproof(args, directory);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`hintproof.config.ts: waivers[2].policy: '${policy}' holds no policy (${words}`);
      expect(err).toContain('Name the file whose default export is the policy, or a built-in policy.');
    }
  });

  it.each([
    [
      { ...both[0], property: 'first-time-hintd' },
      'waivers[0].property',
      "Did you mean 'first-time-hinted'?",
    ],
    [
      { ...both[0], policy: 'policies/other.ts' },
      'waivers[0].policy',
      "there is no policy 'policies/other.ts'",
    ],
    [{ ...both[0], reason: '' }, 'waivers[0].reason', 'not empty'],
    [{ ...both[0], reason: '  ' }, 'waivers[0].reason', 'not empty'],
    [{ property: 'first-time-only', policy: 'first-time' }, 'waivers[0].reason', 'found nothing'],
    [{ ...both[0], until: '2027' }, 'waivers[0].until', 'there is no such field'],
  ])('that are mistaken are refused: %j', async (wrong, place, words) => {
    const { code, out, err } = await hintproof(['check'], project([wrong]));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`hintproof.config.ts: ${place}`);
    expect(err).toContain(words);
  });
});
