/** Whatever a user gets wrong, there is one message with the place, exit code 2, and no stack. */
import { describe, expect, it } from 'vitest';
import { directoryWith, hintproof } from './command.ts';

const policy = (body: string) =>
  `import { definePolicy } from 'hintproof'\nexport default definePolicy({ name: 'p', ${body} })`;

const trace = {
  format: 'hintproof-trace',
  version: 1,
  tool: { name: 'hintproof', version: '0.1.0' },
  policy: { name: 'first-time' },
  guest: { name: 'any' },
  scope: '1:1x1',
  topology: { hostCpus: 1, vms: [{ vcpus: 1, devices: { dev0: ['e0'] } }] },
  options: { map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null },
  maxMemories: 1000,
  property: 'no-lost-wakeup',
  contract: 'safe',
  subject: 'vm0.dev0.e0, vm0.vcpu0',
  expected: '',
  found: '',
  length: 1,
  shortest: true,
  actions: ['dispatch(vm0.vcpu0)'],
};
const traceWith = (changes: object) => ({ 'trace.json': JSON.stringify({ ...trace, ...changes }) });
const config = (body: string) => ({
  'hintproof.config.ts': `import { defineConfig } from 'hintproof'\nexport default defineConfig(${body})`,
});
const topology = (value: unknown) => ({ 'topology.json': JSON.stringify(value) });

type Case = readonly [args: string, message: RegExp, files?: Readonly<Record<string, string>>];

const flags: readonly Case[] = [
  [
    'trace event-is-served --scope 1:1x1 --count 2',
    /^--count: is 2, and 'event-is-served' is about the long run\n {2}One run without end is told: leave --count out\./,
  ],
  // Node would try for ever to make it.
  ['trace hint-sent --scope 2:2x1 --format json=/proc/x/y.json', /^\/proc\/x: can't be made/],
  [
    'check --scope 1:2x1 --fault unplug-with-route',
    /^unplug-with-route: replaces unplug, and nobody does that on 1:2x1 with these options \(on 1:2x1\)\n {2}Choose options under which somebody does: --lifecycle hotplug/,
  ],
  [
    'check --scope 1:1x1 --fault f.ts',
    /^f\.ts: leaves a memory that first-time can't use: Cannot read properties of null \(reading 'seen'\) \(on 1:1x1\)\n {2}At first, it remembers \{"seen":false\}/,
    {
      'f.ts':
        "export default { name: 'f', next: { dispatch: ({ vm, sound }) => ({ ...sound(), memory: { [vm.sources[0]]: null } }) } }",
    },
  ],
  [
    'check --scope 1:1x1 --random --engine explicit',
    /^--engine: changes nothing here\n {2}Nothing is explored exhaustively with --random/,
  ],
  ['check --scope 1:1x1 --runs 5', /^--runs: changes nothing here\n {2}There are no random runs here/],
  ['check --scope 1:1x1 --seed 2', /^--seed: changes nothing here/],
  ['faults no-kik', /^fault: there is no fault 'no-kik'\n {2}Did you mean 'no-kick'/],
  ['faults --reporter html', /^--reporter: there is no reporter 'html'/],
  ['faults --budget soon', /^--budget: found 'soon'/],
  ['faults ./nope.ts', /^\.\/nope\.ts: there is no such file/],
  [
    'faults f.ts',
    /^f\.ts: default export, field 'next': found \{\}/,
    { 'f.ts': "export default { name: 'f', next: {} }" },
  ],
  [
    'faults f.ts',
    /^f\.ts: shows\.scope: '2x2' is no scope/,
    { 'f.ts': "export default { name: 'f', shows: { scope: '2x2' }, next: { halt: () => ({}) } }" },
  ],
  [
    'faults f.ts',
    /^f\.ts: shows\.policy: there is no policy 'frist-time'/,
    {
      'f.ts':
        "export default { name: 'f', shows: { scope: '1:1x1', policy: 'frist-time' }, next: { halt: () => ({}) } }",
    },
  ],
  [
    'check --scope 1:1x1 --fault f.ts',
    /^f\.ts: next\.halt\(\{ vcpu: "vm0\.vcpu0" \};?.*\) returned null \(on 1:1x1\)\n {2}Return what is written/,
    { 'f.ts': "export default { name: 'f', next: { halt: () => null } }" },
  ],
  ['check --frob', /^hintproof: unknown option '--frob'/],
  ['frob', /^hintproof: unknown command 'frob'/],
  ['check --scope', /^hintproof: option '--scope .*' argument missing/],
  ['check --property ', /^--property: there is no property ''/],
  ['check --scope 2x2', /^--scope: '2x2' is no scope\n {2}Write P:VxS\+VxS…/],
  ['check --scope 0:1x1', /^--scope: '0:1x1' has 0 host CPUs\n {2}There is at least 1/],
  ['check --scope 2:1x1+0x1', /^--scope: .* has 0 VCPUs in vm1/],
  ['check --scope 65:1x1', /has 65 host CPUs in all\n {2}A topology may have at most 64 host CPUs/],
  ['check --scope 1:1x99999', /has 99999 sources in all\n {2}A topology may have at most 64 sources/],
  [
    'check frist-time',
    /^policy: there is no policy 'frist-time'\n {2}Did you mean 'first-time'\? There are /,
  ],
  ['check periodic:0', /^policy: there is no policy 'periodic:0'/],
  ['check ./nope.ts', /^\.\/nope\.ts: there is no such file/],
  ['check --guest anny', /^--guest: there is no guest 'anny'\n {2}Did you mean 'any'\?/],
  ['check --map on-mov', /^--map: there is no map 'on-mov'\n {2}Did you mean 'on-move'\?/],
  ['check --hinting x', /^--hinting: there is no hinting 'x'\n {2}There are interleaved, atomic/],
  ['check --lifecycle rest', /^--lifecycle: .* 'rest'\n {2}Did you mean 'reset'\?/],
  ['check --fault nokick', /^--fault: there is no fault 'nokick'\n {2}Did you mean 'no-kick'\?/],
  ['check --property no-stale', /^--property: .* 'no-stale'\n {2}Did you mean 'no-stale-hint'\?/],
  [
    'check --property hint-sent,x',
    /^--property: there is no property 'x'\n {2}There are hinted-on-event-cpu/,
  ],
  ['check --contract saf', /^--contract: there is no contract 'saf'\n {2}Did you mean 'safe'\?/],
  ['check --budget 3', /^--budget: found '3'\n {2}Write a number and a unit: 500ms/],
  ['check --budget 0s', /^--budget: '0s' is nothing/],
  ['check --memory 2G', /^--memory: found '2G'\n {2}Write a number and a unit: 512MiB/],
  ['check --max-memories x', /^--max-memories: found no whole number/],
  ['check --seed x', /^--seed: found no whole number\n {2}Write a whole number from 0 to 2147483647/],
  ['check --seed ', /^--seed: found no whole number/],
  ['check --seed -1', /^--seed: found -1/],
  ['check --seed 2147483648', /^--seed: found 2147483648/],
  ['check --runs 0', /^--runs: found 0\n {2}Write a whole number from 1 to 1000000/],
  ['check --runs 1.5', /^--runs: found no whole number/],
  ['check --call-limit soon', /^--call-limit: found 'soon'/],
  ['check --traces some', /^--traces: there is no choice of traces 'some'/],
  ['check --reporter teamcity', /^--reporter: there is no reporter 'teamcity'\n {2}There are default, json/],
  ['check --reporter json --reporter default', /^--reporter: two reporters write to standard output/],
  ['check --reporter json=', /^--reporter: 'json=' names no file/],
  ['check --save file --scope 1:1x1', /^file: can't be made: is a file/, { file: '' }],
  ['check --record file --scope 1:1x1', /^file: can't be made: it is a file\n {2}Name another/, { file: '' }],
  ['check --record file/x --scope 1:1x1', /^file\/x: can't be made: .*file is a file\n/, { file: '' }],
  ['check --record= --scope 1:1x1', /^--record: '' is no directory/],
  [
    'check --scope 1:1x1',
    /^\.hintproof: is a file, and no directory\n {2}Name another/,
    { '.hintproof': '' },
  ],
  ['check --reporter json=file/x.json', /^file: can't be made: is a file/, { file: '' }],
];

const modules: readonly Case[] = [
  ['check ./p.ts', /^\.\/p\.ts: has no default export/, { 'p.ts': 'export const p = 1' }],
  ['check ./p.ts', /^\.?\/?p\.ts:1:\d+: /, { 'p.ts': 'export default {' }],
  ['check ./p.ts --scope 1:1x1', /^\.\/p\.ts: .*decide/, { 'p.ts': policy('') }],
  [
    'check ./p.ts --scope 1:1x1',
    /^\.\/p\.ts: /,
    { 'p.ts': policy('decide: () => ({ hint: 7, memory: null })') },
  ],
  [
    'check ./p.ts --scope 1:1x1',
    /^\.\/p\.ts: while loading, it threw: no claims \(p\.ts:2:\d+\)/,
    { 'p.ts': policy("get claims() { throw new Error('no claims') }, decide: () => null") },
  ],
  [
    'check ./p.ts --scope 1:1x1 --reporter json=p.ts',
    /^--reporter …=.*p\.ts: is a file that this command reads/,
    { 'p.ts': policy('decide: () => ({ hint: null, memory: null })') },
  ],
  [
    'trace hint-sent ./p.ts --scope 1:1x1 --format json=p.ts',
    /^--format …=p\.ts: is a file that this command reads/,
    { 'p.ts': policy('decide: () => ({ hint: null, memory: null })') },
  ],
  [
    'trace hint-sent ./p-2.ts --scope 1:1x1 --count 2 --format json=p.ts',
    /^--format …=p-2\.ts: is a file that this command reads/,
    { 'p-2.ts': policy('decide: () => ({ hint: null, memory: null })') },
  ],
  [
    'replay trace.json --format md=p.ts',
    /^--format …=p\.ts: is a file that this command reads/,
    {
      'p.ts': policy('decide: () => ({ hint: null, memory: null })'),
      ...traceWith({ policy: { name: 'p.ts', path: 'p.ts' } }),
    },
  ],
  [
    'faults f.ts --reporter json=f.ts',
    /^--reporter …=f\.ts: is a file that this command reads/,
    { 'f.ts': "export default { name: 'f', shows: { scope: '1:1x1' }, next: { halt: () => ({}) } }" },
  ],
  [
    'faults f.ts --reporter json=q.ts',
    /^--reporter …=q\.ts: is a file that this command reads/,
    {
      'f.ts':
        "export default { name: 'f', shows: { scope: '1:1x1', policy: './q.ts' }, next: { halt: ({ sound }) => sound() } }",
      'q.ts': policy('decide: () => ({ hint: null, memory: null })'),
    },
  ],
  [
    'check ./p.ts --scope 2:2x1 --property hint-is-true',
    /^\.\/p\.ts: answers differently when asked the same again: identify\(vm0\.dev0\.e0\), given /,
    {
      'p.ts': `let kept: boolean | undefined\n${policy(
        'decide: ({ mappedHere }) => { kept ??= mappedHere.length !== 2; return { hint: kept ? mappedHere : null, memory: null } }',
      )}`,
    },
  ],
  [
    'check ./p.ts --scope 2:2x1 --property hinted-on-event-cpu',
    /^\.\/p\.ts: answers differently when asked the same again: identify\(vm0\.dev0\.e0\), given /,
    {
      'p.ts': `const asked = {}\n${policy(
        "decide: ({ on, mappedHere }) => { const key = on + mappedHere; asked[key] = (asked[key] ?? 0) + 1; return { hint: asked[key] <= 2 ? ['vm0.vcpu0', 'vm0.vcpu1'] : mappedHere, memory: null } }",
      )}`,
    },
  ],
];

/** A record of a failure could not be read that has such a name in it. */
const unseen: readonly Case[] = ['p\nq.ts', 'p\u001b[2Jq.ts', 'p\u200dq.ts', 'p\u2028q.ts'].flatMap(
  (name) => {
    const escaped = `p\\\\u\\{${name.codePointAt(1)!.toString(16)}\\}\\S*q\\.ts`;
    const message = (place: string) =>
      new RegExp(`^${place}: the name '\\./${escaped}' has a character in it`);
    const files = { [name]: policy('decide: () => ({ hint: null, memory: null })') };
    return [
      [`check ./${name}`, message('policy'), files],
      [`check --guest ./${name}`, message('--guest'), files],
      [`check --fault ./${name}`, message('--fault'), files],
      [`check --topology ./${name}`, message('--topology'), files],
      [
        'check',
        message('hintproof\\.config\\.ts: policies'),
        { ...config(JSON.stringify({ policies: [`./${name}`] })), ...files },
      ],
    ] satisfies readonly Case[];
  },
);

const topologies: readonly Case[] = [
  ['check --topology nope.json', /^nope\.json: can't be read: there is no such file/],
  ['check --topology topology.json', /^topology\.json:1:3: no JSON/, { 'topology.json': '{ ,' }],
  ['check --topology topology.json', /^topology\.json: vms: found nothing/, topology({ hostCpus: 1 })],
  [
    'check --topology topology.json',
    /^topology\.json: hostCpus: found 0\n/,
    topology({ hostCpus: 0, vms: [] }),
  ],
  ['check --topology topology.json', /^topology\.json: vms: has no VM/, topology({ hostCpus: 1, vms: [] })],
];

const configs: readonly Case[] = [
  ['check --config nope.ts', /^nope\.ts: there is no such file/],
  ['check --config c.json', /^c\.json: is no TypeScript or JavaScript module/, { 'c.json': '{}' }],
  [
    'check',
    /^hintproof\.config\.ts: polices: there is no such field\n {2}Did you mean 'policies'\? Expected one of the fields policies, /,
    config('{ polices: [] }'),
  ],
  [
    'check',
    /^hintproof\.config\.ts: scopes: there is no such field\n {2}Did you mean 'scope'\? /,
    config("{ scopes: ['1:1x1'] }"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: waivers\[0\]\.reasons: there is no such field\n {2}Did you mean 'reason'\? Expected one of the fields property, policy, reason\./,
    config("{ waivers: [{ property: 'hint-sent', policy: 'never', reason: 'x', reasons: [] }] }"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: zzz: there is no such field\n {2}Expected one of /,
    config('{ zzz: [] }'),
  ],
  [
    'check',
    /^hintproof\.config\.ts: moves: found 'no'\n {2}Expected true or false/,
    config("{ moves: 'no' }"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: record: found true\n {2}Expected the name of a directory, or false/,
    config('{ record: true }'),
  ],
  [
    'check',
    /^hintproof\.config\.ts: seed: found 0\.5\n {2}Expected a whole number, at least 0/,
    config('{ seed: 0.5 }'),
  ],
  ['check', /^hintproof\.config\.ts: runs: found 2000000/, config('{ runs: 2e6 }')],
  ['check', /^hintproof\.config\.ts: random: /, config("{ random: 'yes' }")],
  ['check', /^hintproof\.config\.ts: scope: '2' is no scope/, config("{ scope: '2' }")],
  ['check', /^hintproof\.config\.ts: policies: there is no policy 'x'/, config("{ policies: ['x'] }")],
  ['check', /^hintproof\.config\.ts:2:39: while it was loaded: TypeError: /, config('undefined.x')],
  [
    'check',
    /^lib\/base\.ts:2:7: while it was loaded: Error: no policies/,
    {
      'lib/base.ts': "type Base = string;\nthrow new Error('no policies')",
      ...config("await import('./lib/base.ts')"),
    },
  ],
  [
    'check',
    /^hintproof\.config\.ts: while it was loaded: threw \{"a":1\}/,
    { 'hintproof.config.ts': 'throw { a: 1 }' },
  ],
  [
    'check',
    /^hintproof\.config\.ts: weights\.exits: there is no such field\n {2}Did you mean 'exit'\? Expected one of the fields exit, ipi/,
    config("{ weights: { exits: '3us' } }"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: weights\.exit: found 3\n {2}Expected a duration/,
    config('{ weights: { exit: 3 } }'),
  ],
  ['check --reporter json=a.out --reporter junit=./a.out', /^--reporter: two reporters write to \.\/a\.out/],
  // they have no fields, and would be configurations that leave everything out
  [
    'check',
    /^hintproof\.config\.ts:2:44: while it was loaded: Error: nobody answers/,
    config("Promise.reject(new Error('nobody answers'))"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: is still being loaded after 10 s\n {2}Something that it awaits/,
    { 'hintproof.config.ts': 'await new Promise(() => {})\nexport default {}' },
  ],
  [
    'check',
    /^hintproof\.config\.ts:2:\d+: while policies was read: Error: nobody home\n$/,
    config("{ get policies() { throw new Error('nobody home') } }"),
  ],
  [
    'check',
    /^hintproof\.config\.ts: while waivers\[0\]\.reason was read: threw 7\n$/,
    config('{ waivers: [{ get reason() { throw 7 } }] }'),
  ],
  [
    'check',
    /^hintproof\.config\.ts:2:\d+: while it was read: Error: no prototype\n$/,
    config("new Proxy({}, { getPrototypeOf: () => { throw new Error('no prototype') } })"),
  ],
  ['check', /^hintproof\.config\.ts: seed: found 1n\n {2}Expected a whole number/, config('{ seed: 1n }')],
  [
    'check',
    /^hintproof\.config\.ts: seed: found an object that can't be printed\n/,
    config('(() => { const all = {}; all.seed = all; return all })()'),
  ],
  ['check', /^hintproof\.config\.ts: found a Map\n/, config('new Map()')],
  ['check', /^hintproof\.config\.ts: found a Object\n/, config("Object.create({ fault: 'no-kick' })")],
  ['check', /^hintproof\.config\.ts: policies: names no policy\n {2}Name one/, config('{ policies: [] }')],
  ['check', /^hintproof\.config\.ts:2:/, config('{')],
  ['check', /^hintproof\.config\.ts: has no default export/, { 'hintproof.config.ts': 'export const a = 1' }],
  ['check', /are both there/, { ...config('{}'), 'hintproof.config.js': '' }],
];

const traces: readonly Case[] = [
  [
    'replay trace.json',
    /^trace\.json: property: 'hinted-on-event-cpu' is not meant for this configuration\. A map/,
    traceWith({
      property: 'hinted-on-event-cpu',
      subject: 'vm0.dev0.e0',
      options: { ...trace.options, map: 'on-dispatch' },
    }),
  ],
  ['replay', /^hintproof: missing required argument 'file'/],
  ['replay nope.json', /^nope\.json: can't be read: there is no such file/],
  ['replay .', /^\.: can't be read: is a directory/],
  ['replay trace.json', /^trace\.json:1:1: no JSON/, { 'trace.json': '' }],
  ['replay trace.json', /^trace\.json: is no trace file/, { 'trace.json': '[]' }],
  ['replay trace.json', /^trace\.json: version: found 2/, traceWith({ version: 2 })],
  [
    'replay trace.json',
    /^trace\.json: lenght: there is no such field\n {2}Did you mean 'length'\?/,
    traceWith({ lenght: 1 }),
  ],
  [
    'replay trace.json',
    /^trace\.json: loop: is there, and the trace is not about the long run/,
    traceWith({ loop: 1 }),
  ],
  ['replay trace.json', /^trace\.json: length: found 2/, traceWith({ length: 2 })],
  ['replay trace.json', /^trace\.json: actions\[0\]: found 7/, traceWith({ actions: [7] })],
  ['replay trace.json', /^trace\.json: actions\[0\]: .*'jump\(\)'/, traceWith({ actions: ['jump()'] })],
  [
    'replay trace.json',
    /^trace\.json: property: .* 'no-lost'\n {2}Did you/,
    traceWith({ property: 'no-lost' }),
  ],
  ['replay trace.json', /^trace\.json: (property|subject): .*'vm7'/, traceWith({ subject: 'vm7' })],
  [
    'replay trace.json',
    /^trace\.json: policy\.name: there is no policy 'x'/,
    traceWith({ policy: { name: 'x' } }),
  ],
  [
    'replay trace.json',
    /^gone\.ts: there is no such file/,
    traceWith({ policy: { name: 'x', path: 'gone.ts' } }),
  ],
  [
    'replay trace.json',
    /^trace\.json: options\.fault: there is no fault 'x'/,
    traceWith({ options: { ...trace.options, fault: 'x' } }),
  ],
];

const groups = {
  flags,
  modules,
  'names that nobody can read': unseen,
  topologies,
  'configuration files': configs,
  'trace files': traces,
};

describe.each(Object.entries(groups))('%s', (_, cases: readonly Case[]) => {
  it.each(cases.map(([args, message, files]) => ({ args, message, files })))(
    '$args: $message',
    async ({ args, message, files }) => {
      const { code, out, err } = await hintproof(args.split(' '), directoryWith(files));
      expect(err).toMatch(message);
      expect(err).not.toMatch(/\n\s+at /);
      expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    },
  );
});
