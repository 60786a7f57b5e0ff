/** What a mistake in a condition is answered with. */
import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../src/condition/index.ts';
import { UserError } from '../../src/errors.ts';

const errorIn = (text: string): UserError => {
  try {
    parseCondition('--to', text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`'${text}' is a condition`);
};

it('is shown in the text, with a caret below, and with what would do', () => {
  expect(errorIn('event(vm0.net0.rx) is rased and placement(vm0.vcpu1) is halted').message).toBe(`\
--to:23: found 'rased' in place of what event(…) can be
  event(vm0.net0.rx) is rased and placement(vm0.vcpu1) is halted
                        ^
  Did you mean 'raised'? event(…) is idle · raised [on CPU] · identified [on CPU][, HINT].`);
});

const e = 'event(vm0.d.e)';

describe('each mistake has its column, its name and its remedy', () => {
  it.each([
    ['', 1, 'is empty', 'Write what is to be reached'],
    [' \n ', 1, 'is empty', 'Write what is to be reached'],
    [
      'evnt(vm0.d.e) is idle',
      1,
      "found 'evnt' in place of a cell",
      "Did you mean 'event'? The cells are placement, mapped",
    ],
    ['Event(vm0.d.e) is idle', 1, "found 'Event' in place of a cell", "Did you mean 'event'?"],
    ['busy(cpu0) is true', 1, "found 'busy' in place of a cell", 'The cells are placement'],
    ['event vm0.d.e is idle', 7, "found 'vm0.d.e' in place of '('", ''],
    ['event(vm0.vcpu0) is idle', 7, "found 'vm0.vcpu0' in place of a source", 'It is written as vm0.dev0.e0'],
    ['placement(vm0.d.e) is ready', 11, "found 'vm0.d.e' in place of a VCPU", 'It is written as vm0.vcpu0.'],
    ['placement(vm0.vcpu00) is ready', 11, "found 'vm0.vcpu00' in place of a VCPU", ''],
    ['pending(vm0.d.e) is nothing', 16, "found ')' in place of ','", ''],
    [
      'pending(vm0.d.e, vm1.vcpu0) is nothing',
      18,
      'vm1.vcpu0 is no VCPU of vm0, which vm0.d.e belongs to',
      'a source and a VCPU of one VM',
    ],
    [e, 15, "ends where 'is' belongs", ''],
    [`${e} = idle`, 16, "found '=' in place of 'is'", "Write 'is'."],
    [`${e} si idle`, 16, "found 'si' in place of 'is'", "Did you mean 'is'?"],
    [`${e} is`, 18, 'ends where what event(…) can be belongs', 'event(…) is idle · raised'],
    [`${e} is raised on vm0.vcpu0`, 29, "found 'vm0.vcpu0' in place of a host CPU", 'It is written as cpu0.'],
    [`${e} is raised cpu0`, 26, "found 'cpu0' in place of 'and', 'or' or the end", 'raised [on CPU]'],
    [`${e} is idle && ${e} is idle`, 24, "found '&' in place of 'and', 'or' or the end", "Write 'and'."],
    [`${e} is idle AND ${e} is idle`, 24, "found 'AND' in place of 'and'", "Did you mean 'and'?"],
    [`!${e} is idle`, 1, "found '!' in place of a cell", "Write 'not'."],
    [`${e} is idle and`, 27, 'ends where a cell belongs', ''],
    [`(${e} is idle`, 24, "ends where 'and', 'or' or ')' belongs", ''],
    [`(${e} is idle) or (${e} is idle))`, 53, "found ')' in place of 'and', 'or' or the end", ''],
    [
      `${e} is identified, hnt {}`,
      31,
      "found 'hnt' in place of a hint",
      "Did you mean 'hint'? A hint is written no hint",
    ],
    [`${e} is identified, no one`, 34, "found 'one' in place of 'hint'", ''],
    [`${e} is identified, hint {vm0.vcpu0`, 46, "ends where ',' or '}' belongs", ''],
    [`${e} is identified, hint {vm0.vcpu0,}`, 47, "found '}' in place of a VCPU", ''],
    [
      `${e} is identified, hint namign vm0.vcpu0`,
      36,
      "found 'namign' in place of",
      "Did you mean 'naming'? A hint is",
    ],
    [
      `${e} is identified, a hint that names nobdy`,
      49,
      "found 'nobdy' in place of a VCPU",
      "Did you mean 'nobody'?",
    ],
    [
      'mapped(vm0.vcpu0) is none',
      22,
      "found 'none' in place of a host CPU",
      'mapped(…) is CPU · no entry · an entry.',
    ],
    ['mask(vm0.d.e) is masked, owing it', 32, "found 'it' in place of 'nothing' or 'an interrupt'", ''],
    ['servicing(vm0.d.e, vm0.vcpu0) is programming cpu0', 46, "found 'cpu0' in place of a VCPU", ''],
    ['route(vm0.d.e) is cpu0', 19, "found 'cpu0' in place of a VCPU", ''],
    [
      'memory(vm0.d.e) is seen',
      20,
      "found 'seen' in place of a value in JSON",
      'A trace shows it as {"seen":true}, say.',
    ],
    ['memory(vm0.d.e) is {seen:true}', 21, "found 'seen' in place of a string", ''],
    ['memory(vm0.d.e) is {"a":1,"a":2}', 27, 'the field is there twice', 'Remove one of them.'],
    ['memory(vm0.d.e) is {"a" 1}', 25, "found '1' in place of ':'", ''],
    ['memory(vm0.d.e) is [1 2]', 23, "found '2' in place of ',' or ']'", ''],
    ['memory(vm0.d.e) is 01', 20, "found '01' in place of a number as JSON writes it", ''],
    ['memory(vm0.d.e) is -1e999', 20, "'-1e999' is too large for a number", ''],
    ['memory(vm0.d.e) is "a\\x"', 20, 'in place of a string as JSON writes it', 'JSON has'],
    ['memory(vm0.d.e) is "a', 20, "found '\"a' in place of a value in JSON", 'A string ends in ".'],
    ['memory(vm0.d.e) is __proto__', 20, "found '__proto__' in place of a value in JSON", ''],
    [`memory(vm0.d.e) is ${'['.repeat(200)}`, 121, 'is nested too deeply', 'At most 100 levels will do.'],
    ['x'.repeat(10_001), 10_001, 'is 10001 characters long', 'At most 10000 will do.'],
  ])('%s', (text, column, found, remedy) => {
    const error = errorIn(text);
    expect(error.place).toBe(`--to:${column}`);
    expect(error.found).toContain(found);
    expect(error.remedy).toContain(remedy);
  });
});

describe('the caret', () => {
  const linesOf = (text: string): readonly string[] => errorIn(text).found.split('\n').slice(1);

  it('stands below the mistake in a long text, of which a part is shown', () => {
    const before = `${e} is idle and `.repeat(20);
    const [line = '', caret = ''] = linesOf(`${before}${e} is ilde${` and ${e} is idle`.repeat(20)}`);
    expect(line).toMatch(/^ {2}….{100}…$/);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^ilde and /);
  });

  it('stands at the end of what is cut off', () => {
    const [line = '', caret = ''] = linesOf(`${`${e} is idle and `.repeat(20)}${e} is`);
    expect(line).toMatch(/^ {2}….* is$/);
    expect(caret).toHaveLength(line.length + 1);
  });

  it('counts characters, and shows none that would steer a terminal', () => {
    const error = errorIn('memory(vm0.d.e) is "\u{1f4a5}"\n\u001b[31m');
    expect(error.place).toBe('--to:24');
    expect(error.message).not.toContain('\u001b');
    expect(linesOf('memory(vm0.d.e) is "\u{1f4a5}"\n\u001b[31m')).toEqual([
      '  memory(vm0.d.e) is "\u{1f4a5}" \u{fffd}[31m',
      `  ${' '.repeat(23)}^`,
    ]);
  });
});
