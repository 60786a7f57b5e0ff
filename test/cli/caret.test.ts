import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withCarets } from '../../src/cli/caret.ts';
import { toolNamed } from '../tools.ts';
import { cli, directoryWith } from './command.ts';

const script = toolNamed('script');

const messageOf = (text: string, caret: number): string =>
  `--to:9: found 'x'\n  ${text}\n  ${' '.repeat(caret)}^\n  ${'Write something else. '.repeat(9)}`;

it('leaves what fits, and what has no caret', () => {
  const message = messageOf('event(vm0.dev0.e0) is rased', 22);
  expect(withCarets(message, 29)).toBe(message);
  expect(withCarets(message, Number.POSITIVE_INFINITY)).toBe(message);
  expect(withCarets('a: b\n  remedy, and a very long one it is', 20)).toBe(
    'a: b\n  remedy, and a very long one it is',
  );
});

it('cuts the text around the caret', () =>
  expect(
    withCarets(
      'x\n  placement(vm0.vcpu0) is running and placement(vm0.vcpu1) is hallted\n' + `  ${' '.repeat(60)}^`,
      40,
    ),
  ).toBe(`x\n  … and placement(vm0.vcpu1) is hallted\n${' '.repeat(32)}^`));

it('shows the same character above the caret, in any width', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.nat(119),
      fc.integer({ min: 20, max: 130 }),
      (length, at, columns) => {
        const letters = Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
        const caret = at % (length + 1);
        const [, text, below] = withCarets(messageOf(letters, caret), columns).split('\n');
        expect(Math.max(text!.length, below!.length)).toBeLessThanOrEqual(Math.max(columns, 3));
        expect(below).toMatch(/^ *\^$/);
        expect(text![below!.length - 1]).toBe(letters[caret]);
      },
    ),
  ));

it.skipIf(script === null)('shows a condition in a narrow terminal', () => {
  const condition = 'placement(vm0.vcpu0) is running and placement(vm0.vcpu1) is hallted';
  const command = `stty cols 60; ${process.execPath} ${cli} trace --to '${condition}' || true`;
  const out = execFileSync(script!, ['-qec', command, '/dev/null'], {
    cwd: directoryWith(),
    encoding: 'utf8',
  });
  const [, text, caret] = out.split('\r\n');
  expect(text!.length).toBeLessThanOrEqual(60);
  expect(text!.slice(caret!.length - 1)).toBe('hallted');
});
