import { describe, expect, it } from 'vitest';
import type { Identification } from '../../model/policies/policy.ts';
import { deciding, errorOf, eventWith, policyFrom } from './modules.ts';

const decideError = async (body: string, event: Identification = eventWith()) => {
  const policy = await policyFrom(deciding(body));
  return errorOf(() => policy.decide(event));
};

const plainData =
  '\n  Plain data will do: null, booleans, finite numbers, strings, and arrays and plain objects of these.';

describe('a guarded decide', () => {
  it('answers as the module does', async () => {
    const policy = await policyFrom(
      deciding('({ hint: [...event.mappedHere, event.route], memory: { on: event.on, of: event.source } })'),
    );
    expect(policy.decide(eventWith())).toEqual({
      hint: ['vm0.vcpu0', 'vm0.vcpu1'],
      memory: { on: 'cpu0', of: 'vm0.net0.rx' },
    });
  });

  it('reads only what the module reads, and that once', async () => {
    const reads: string[] = [];
    const read = <T>(name: string, value: T): T => {
      reads.push(name);
      return value;
    };
    const event: Identification = {
      on: 'cpu0',
      source: 'vm0.net0.rx',
      get memory() {
        return read('memory', null);
      },
      get mappedHere() {
        return read('mappedHere', []);
      },
      get route() {
        return read('route', 'vm0.vcpu0' as const);
      },
      condition: (vcpu) => read(vcpu, 'ready'),
    };
    (await policyFrom(deciding('({ hint: null, memory: null })'))).decide(event);
    expect(reads).toEqual([]);
    const asking = deciding(`({ hint: null,
      memory: [event.route, event.route, event.condition('vm0.vcpu1'), event.condition('vm0.vcpu1')] })`);
    (await policyFrom(asking)).decide(event);
    expect(reads).toEqual(['route', 'vm0.vcpu1']);
    reads.length = 0;
    (await policyFrom(deciding('({ hint: null, memory: { ...event, condition: 0 } })'))).decide(event);
    expect(reads.sort()).toEqual(['mappedHere', 'memory', 'route']);
  });

  it('gives the same data when read again in one call, and other copies in the second', async () => {
    const policy = await policyFrom(`
      const seen = new WeakSet()
      ${deciding(`{
        const known = seen.has(event.memory) || seen.has(event.mappedHere)
        seen.add(event.memory).add(event.mappedHere)
        return { hint: null, memory: [event.memory === event.memory, event.mappedHere === event.mappedHere, known] }
      }`)}`);
    for (let i = 0; i < 2; i += 1)
      expect(policy.decide(eventWith({ memory: {} })).memory).toEqual([true, true, false]);
  });

  it('lets through what is the model’s own business', async () => {
    const policy = await policyFrom(
      deciding("({ hint: ['vm1.vcpu0', 'vm0.vcpu0', 'vm1.vcpu0'], memory: null })"),
    );
    expect(policy.decide(eventWith()).hint).toEqual(['vm1.vcpu0', 'vm0.vcpu0', 'vm1.vcpu0']);
  });

  it('passes on what the model throws, whatever the module catches', async () => {
    const policy = await policyFrom(
      deciding('{ try { event.route } catch {} return { hint: null, memory: 1 } }'),
    );
    const unknown = new Error('not known yet');
    const event = Object.defineProperty({ ...eventWith() }, 'route', {
      get: () => {
        throw unknown;
      },
    });
    expect(() => policy.decide(event)).toThrow(unknown);
    expect(policy.decide(eventWith())).toEqual({ hint: null, memory: 1 });
  });

  it.each([
    ['event.memory.seen = true', "Cannot assign to read only property 'seen' of object '#<Object>'"],
    ['event.memory.list.push(1)', 'Cannot add property 0, object is not extensible'],
    ["event.mappedHere.push('vm0.vcpu1')", 'Cannot add property 1, object is not extensible'],
    ['event.mappedHere.pop()', "Cannot delete property '0' of [object Array]"],
    ['event.route = 1', 'Cannot set property route of #<Object> which has only a getter'],
    ['event.mine = 1', 'Cannot add property mine, object is not extensible'],
    ['delete event.memory.seen', "Cannot delete property 'seen' of #<Object>"],
    ['event.condition.calls = 1', 'Cannot add property calls, object is not extensible'],
  ])('%s is refused', async (statement, why) => {
    const event = eventWith({ memory: { list: [], seen: false } });
    const error = await decideError(`{ ${statement}; return { hint: null, memory: null } }`, event);
    expect(error).toContain(`changes its arguments, or other frozen data: TypeError: ${why} (policy.ts:3:`);
    expect(error).toContain('\n  Make a copy, and change that.');
  });

  it('names the call with what the module read, and the line', async () => {
    const body = `{
      if (event.on === 'cpu0' && !event.memory.seen && event.mappedHere.length === 2)
        if (event.condition('vm0.vcpu0') === 'halted') throw new Error('boom')
      return { hint: null, memory: null }
    }`;
    const event = eventWith({
      memory: { z: 1, seen: false },
      mappedHere: ['vm0.vcpu0', 'vm0.vcpu1'],
      condition: () => 'halted',
    });
    expect(await decideError(body, event)).toBe(
      'policy.ts: decide({ on: "cpu0", memory: {"seen":false,"z":1}, mappedHere: ["vm0.vcpu0","vm0.vcpu1"], ' +
        'condition(vm0.vcpu0): "halted" }) threw: boom (policy.ts:5:62)',
    );
  });

  it.each([
    ["{ throw 'boom' }", 'decide({ }) threw: boom'],
    ['{ throw { code: 1 } }', 'decide({ }) threw: {"code":1}'],
    ['{ throw undefined }', 'decide({ }) threw: nothing'],
    ['event.route.nothing.at', 'decide({ route: "vm0.vcpu1" }) threw: TypeError: Cannot read properties of'],
    ['(function f() { return f() })()', 'decide({ }) threw: RangeError: Maximum call stack size exceeded'],
    [
      '(function f() { return event.route + f() })()',
      'decide({ route: "vm0.vcpu1" }) threw: RangeError: Maximum call stack size exceeded',
    ],
    ['{ throw { get message() { throw 1 } } }', "decide({ }) threw: an object that can't be printed"],
  ])('%s threw', async (body, expected) => {
    expect(await decideError(body)).toContain(`policy.ts: ${expected}`);
  });

  it.each([
    ['0', 'returned 0\n  Return { hint, memory }.'],
    ['undefined', 'returned nothing\n  Return { hint, memory }.'],
    ['Promise.reject(new Error())', 'returned a promise\n  It must answer at once: it can await nothing.'],
    ['({ then: () => 0 })', 'returned a promise\n  It must answer at once: it can await nothing.'],
    [
      '({ hint: new Set(), memory: null })',
      'returned a Set as its hint\n  A hint is null or an array of VCPU ids.',
    ],
    [
      '({ memory: null })',
      "returned no 'hint'\n  Return { hint, memory }; a hint is null or an array of VCPU ids.",
    ],
    [
      '({ hint: null, memory: undefined })',
      "returned no 'memory'\n  Return { hint, memory }; to keep it, return the memory it got.",
    ],
    [
      "({ hint: 'vm0.vcpu0', memory: null })",
      'returned "vm0.vcpu0" as its hint\n  A hint is null or an array of VCPU ids.',
    ],
    ['({ hint: [0], memory: null })', 'returned 0 in its hint\n  A hint is null or an array of VCPU ids.'],
    [
      '({ hint: [,], memory: null })',
      'returned nothing in its hint\n  A hint is null or an array of VCPU ids.',
    ],
    [
      "({ hint: ['vm0.vcpu2'], memory: null })",
      'names "vm0.vcpu2" in its hint, a VCPU that does not exist\n  The VCPUs of vm0 are vm0.vcpu0, vm0.vcpu1.',
    ],
    [
      "({ hint: ['vm1.vcpu7'], memory: null })",
      'names "vm1.vcpu7" in its hint, a VCPU that does not exist\n  The VCPUs of vm1 are vm1.vcpu0.',
    ],
    [
      "({ hint: ['cpu0'], memory: null })",
      'names "cpu0" in its hint, a VCPU that does not exist\n  The VCPUs of vm0 are vm0.vcpu0, vm0.vcpu1.',
    ],
    [
      "({ hint: null, memory: event.condition('vm1.vcpu0') })",
      'asks for the condition of "vm1.vcpu0", no VCPU of vm0\n  The VCPUs of vm0 are vm0.vcpu0, vm0.vcpu1.',
    ],
    [
      '{ try { event.condition(0) } catch {} return { hint: null, memory: null } }',
      'asks for the condition of 0, no VCPU of vm0\n  The VCPUs of vm0 are vm0.vcpu0, vm0.vcpu1.',
    ],
  ])('%s is no decision', async (body, expected) => {
    expect(await decideError(body)).toBe(`policy.ts: decide({ }) ${expected}`);
  });

  it.each([
    ['new Set()', 'memory is a Set'],
    ['new Map()', 'memory is a Map'],
    ['new Date(0)', 'memory is a Date'],
    ['new (class Seen {})()', 'memory is a Seen'],
    ['{ a: [NaN] }', 'memory.a[0] is NaN'],
    ['{ a: -Infinity }', 'memory.a is -Infinity'],
    ['{ a: undefined }', 'memory.a is undefined'],
    ['[undefined]', 'memory[0] is undefined'],
    ['[1, , 2]', 'memory is an array with holes, or with properties'],
    ['Object.assign([], { a: 1 })', 'memory is an array with holes, or with properties'],
    ['() => 0', 'memory is a function'],
    ['1n', 'memory is a bigint'],
    ['Symbol.iterator', 'memory is a symbol'],
    ['{ [Symbol.iterator]: 1 }', 'memory has a symbol for a key'],
    [
      '(() => { const a = {}; a.a = a; return a })()',
      'memory is more than 100 levels deep, or contains itself',
    ],
    [
      '(() => { let a = 0; for (let i = 0; i < 101; i += 1) a = [a]; return a })()',
      'memory is more than 100 levels deep, or contains itself',
    ],
    [
      '(() => { let a = 0; for (let i = 0; i < 90; i += 1) a = [a, a]; return a })()',
      'has more than 100000 parts',
    ],
  ])('a memory may not be %s', async (memory, expected) => {
    const error = await decideError(`({ hint: null, memory: ${memory} })`);
    expect(error).toContain('policy.ts: decide({ }) returned a memory: memory');
    expect(error).toContain(expected + plainData);
  });
});
