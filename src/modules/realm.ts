/**
 * The world in which a user's module runs: a `node:vm` context with intrinsics of its own and without clocks,
 * random numbers, timers, process or network. It is no sandbox against malice; it catches ordinary mistakes.
 */
import assert from 'node:assert';
import { Console } from 'node:console';
import path from 'node:path';
import util from 'node:util';
import vm from 'node:vm';
import type { GuestDevice } from '../../model/guests/guest.ts';
import type { Identification } from '../../model/policies/policy.ts';
import { deepFreeze } from '../reading/values.ts';

export type ModuleKind = 'policy' | 'guest' | 'fault';

/** The same fields, each asked for by a call. */
export type Asked<T> = {
  readonly [N in keyof T]: T[N] extends (...args: never) => unknown ? T[N] : () => T[N];
};

/** A frozen object of the realm, and who answers when its fields are read; `null`: they may not be read now. */
export interface Input<T> {
  readonly input: T;
  readonly answer: (by: Asked<T> | null) => void;
}

/** Makes frozen things inside the realm, so that to the module they are ordinary objects and arrays. */
export interface Realm {
  readonly parse: (json: string) => unknown;
  readonly list: <T extends string>(ids: readonly T[]) => readonly T[];
  readonly identification: () => Input<Identification<unknown>>;
  readonly device: () => Input<GuestDevice>;
  /** Runs a bundle and returns its default export. */
  readonly run: (code: string, filename: string) => unknown;
}

/** The Node built-ins that a module may import: functions of their arguments. Frozen copies: they have no state. */
const builtins: ReadonlyMap<string, unknown> = new Map<string, unknown>(
  Object.entries({
    assert: Object.freeze(Object.assign(assert.bind(null), assert)),
    'assert/strict': Object.freeze(Object.assign(assert.strict.bind(null), assert.strict)),
    path: Object.freeze({ ...path }),
    util: Object.freeze({ ...util }),
  }),
);

/** Names of Node built-ins that a module may import, without `node:`. */
export const allowedBuiltins: readonly string[] = [...builtins.keys()];

/** Globals that a realm lacks; whoever names one gets a `ReferenceError`. Node's own are not in a new context. */
export const absentGlobals: readonly string[] = [
  ...['process', 'performance', 'crypto', 'fetch', 'WebSocket', 'navigator', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['WeakRef', 'FinalizationRegistry', 'Atomics', 'SharedArrayBuffer', 'WebAssembly', 'Temporal', 'gc'],
];

/** Why something is not there. */
export const purity = (kind: ModuleKind): string =>
  `A ${kind} is a function of its arguments: it may have no clock, random numbers, timers, process or network.`;

/**
 * Getters, and not values: what the module does not read was not read. A list is the same one when read again.
 * An input serves one call after the other, since every object with getters costs V8 a hidden class of its own.
 */
const makers = `((freeze, late) => ({
  identification: () => {
    let ask = null, memory, mappedHere
    const input = freeze({
      get on() { return (ask ?? late()).on() },
      get source() { return (ask ?? late()).source() },
      get memory() { return memory ??= (ask ?? late()).memory() },
      get mappedHere() { return mappedHere ??= (ask ?? late()).mappedHere() },
      get route() { return (ask ?? late()).route() },
      condition: freeze((vcpu) => (ask ?? late()).condition(vcpu)),
    })
    return { input, answer: (by) => { ask = by; memory = mappedHere = undefined } }
  },
  device: () => {
    let ask = null, vcpus
    const input = freeze({
      get route() { return (ask ?? late()).route() },
      get vcpus() { return vcpus ??= (ask ?? late()).vcpus() },
    })
    return { input, answer: (by) => { ask = by; vcpus = undefined } }
  },
  list: (ids) => freeze([...ids]),
  parse: JSON.parse,
  DateTimeFormat: Intl.DateTimeFormat,
  Date,
  Math,
  Error,
}))(Object.freeze, () => { throw new Error('it reads the arguments of a call that is over') })`;

type Made = Pick<typeof globalThis, 'Date' | 'Math' | 'Error'> &
  Pick<Realm, 'identification' | 'device' | 'list' | 'parse'> &
  Pick<typeof Intl, 'DateTimeFormat'>;

/** `Date` with its three clocks stopped: without arguments, called as a function, and `Date.now`. */
const stopDate = ({ Date: RealDate }: Made, refuse: (what: string) => never): DateConstructor => {
  const Stopped = new Proxy(RealDate, {
    apply: () => refuse('Date()'),
    construct: (target, args, newTarget) =>
      args.length === 0 ? refuse('new Date()') : Reflect.construct(target, args, newTarget),
  });
  RealDate.now = () => refuse('Date.now()');
  RealDate.prototype.constructor = Stopped;
  return Stopped;
};

/** `Intl.DateTimeFormat` formats the present where it is given no date. */
const stopDateTimeFormat = ({ DateTimeFormat }: Made, refuse: (what: string) => never): void => {
  const prototype = DateTimeFormat.prototype;
  const realFormat = Object.getOwnPropertyDescriptor(prototype, 'format')!.get!;
  const realParts = prototype.formatToParts;
  Object.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const format: Intl.DateTimeFormat['format'] = realFormat.call(this);
      return (date?: Date | number) =>
        date === undefined ? refuse('Intl.DateTimeFormat.format() without a date') : format(date);
    },
  });
  prototype.formatToParts = function (date) {
    return date === undefined
      ? refuse('Intl.DateTimeFormat.formatToParts() without a date')
      : realParts.call(this, date);
  };
};

const requireFor = (kind: ModuleKind, refuse: (what: string) => never) => (name: unknown) => {
  const builtin = builtins.get(String(name).replace(/^node:/, ''));
  return builtin ?? refuse(`require(${JSON.stringify(name)}) in a ${kind}`);
};

/** A new realm: nothing that a module leaves behind in one is seen in another. */
export const createRealm = (kind: ModuleKind): Realm => {
  const globals: Record<string, unknown> = {};
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  const made = vm.runInContext(makers, context) as Made;
  const refuse = (what: string): never => {
    throw new made.Error(`${what} is not available. ${purity(kind)}`);
  };
  const define = (name: string, value: unknown) =>
    Object.defineProperty(globals, name, { value, writable: true, configurable: true });
  define('console', new Console(process.stderr, process.stderr));
  define('Date', stopDate(made, refuse));
  made.Math.random = () => refuse('Math.random()');
  stopDateTimeFormat(made, refuse);
  vm.runInContext(absentGlobals.map((name) => `delete globalThis.${name}`).join('\n'), context);
  const { parse, list, identification, device } = made;
  return {
    parse: (json) => deepFreeze(parse(json)),
    list,
    identification,
    device,
    run: (code, filename) => {
      const module = vm.runInContext('({ exports: {} })', context) as { exports: { default?: unknown } };
      const options = { parsingContext: context, filename };
      const evaluate = vm.compileFunction(code, ['module', 'exports', 'require'], options);
      evaluate(module, module.exports, requireFor(kind, refuse));
      return module.exports.default;
    },
  };
};
