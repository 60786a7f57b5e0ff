import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleModule, instantiatePolicy } from '../../src/modules/index.ts';
import { bundleOf, contextWith, deciding, directoryWith, errorOf, eventWith, policyFrom } from './modules.ts';

const never = deciding('({ hint: null, memory: event.memory })');

describe('a bundle', () => {
  it('is plain data, in strict mode, with the files to watch', async () => {
    const directory = await directoryWith({
      'policy.ts': `import { never } from './lib/never.ts'\nexport default never`,
      'lib/never.ts': `import { definePolicy } from 'hintproof'\nimport type { Policy } from 'hintproof'
        export const never: Policy = definePolicy({ name: 'n', decide: ({ memory }) => ({ hint: null, memory }) })`,
    });
    const bundle = await bundleModule(join(directory, 'policy.ts'), 'policy');
    expect(structuredClone(bundle)).toEqual(bundle);
    expect(bundle).toMatchObject({ file: join(directory, 'policy.ts'), kind: 'policy' });
    expect(bundle.code).toMatch(/^'use strict'/);
    expect(bundle.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(bundle.inputs).toEqual([join(directory, 'lib/never.ts'), join(directory, 'policy.ts')]);
    const policy = instantiatePolicy(bundle, contextWith());
    expect(policy.decide(eventWith({ memory: 7 }))).toEqual({ hint: null, memory: 7 });
  });

  it('has the same hash wherever it is, and whatever its comments say', async () => {
    const [one, two, other] = await Promise.all([
      bundleOf(never),
      bundleOf(`// a remark\n${never}`),
      bundleOf(deciding('({ hint: [], memory: null })')),
    ]);
    expect(two.hash).toBe(one.hash);
    expect(two.code).not.toContain('hintproof-modules-');
    expect(two.map).not.toContain('hintproof-modules-');
    expect(other.hash).not.toBe(one.hash);
  });

  it('is made from a relative path too', async () => {
    const directory = await directoryWith({ 'policy.mts': never });
    const path = relative(process.cwd(), join(directory, 'policy.mts'));
    expect(await bundleModule(path, 'policy')).toMatchObject({ file: path });
  });

  it.each([
    [
      'policy.cjs',
      "module.exports = { name: 'c', decide: (e) => ({ hint: e.mappedHere, memory: e.memory }) }",
    ],
    [
      'policy.js',
      `exports.__esModule = true; exports.default = { name: 'c',
       decide: (e) => ({ hint: e.mappedHere, memory: e.memory }) }`,
    ],
    [
      'policy.js',
      `const { definePolicy } = require('hintproof')
       module.exports = definePolicy({ name: 'c', decide: (e) => ({ hint: e.mappedHere, memory: e.memory }) })`,
    ],
  ])('is made of CommonJS too: %s', async (file, source) => {
    const policy = instantiatePolicy(await bundleOf(source, 'policy', file), contextWith());
    expect(policy.decide(eventWith())).toEqual({ hint: ['vm0.vcpu0'], memory: null });
  });

  it("finds the module's own packages", async () => {
    const directory = await directoryWith({
      'policy.js': `import { hint } from 'some-package'
        export default { name: 'p', decide: () => ({ hint: hint(), memory: null }) }`,
      'node_modules/some-package/package.json': '{ "name": "some-package", "main": "main.js" }',
      'node_modules/some-package/main.js': "exports.hint = () => ['vm0.vcpu1']",
    });
    const bundle = await bundleModule(join(directory, 'policy.js'), 'policy');
    expect(instantiatePolicy(bundle, contextWith()).decide(eventWith()).hint).toEqual(['vm0.vcpu1']);
  });

  it('may use node:assert, node:util and node:path', async () => {
    const policy = await policyFrom(`
      import assert, { deepEqual } from 'node:assert'
      import { posix } from 'path'
      import * as util from 'node:util'
      export default { name: 'p', decide: ({ memory }) => {
        assert(true)
        assert.strictEqual(1, 1)
        deepEqual([1], [1])
        return { hint: null, memory: posix.join('a', util.format('%s', 'b')) }
      } }`);
    expect(policy.decide(eventWith()).memory).toBe('a/b');
  });
});

describe('what is no module', () => {
  it.each([
    ['missing.ts', 'missing.ts: there is no such file'],
    ['policy.ts/more.ts', 'policy.ts/more.ts: there is no such file'],
    ['folder', 'folder: is a directory\n  Name the module in it.'],
    [
      'policy.py',
      'policy.py: is no TypeScript or JavaScript module\n  Its name may end in .ts, .mts, .cts, .js, .mjs, .cjs.',
    ],
  ])('%s', async (name, expected) => {
    const directory = await directoryWith({ 'policy.py': '', 'policy.ts': never, 'folder/policy.ts': never });
    expect(await errorOf(() => bundleModule(join(directory, name), 'policy'))).toBe(expected);
  });

  it.each([
    ['let x = ;', 'policy.ts:1:9: Unexpected ";"'],
    ["\n  import { a } from './gone.ts'\nexport default a", 'policy.ts:2:21: Could not resolve "./gone.ts"'],
    ["import a from 'gone'\nexport default a", 'policy.ts:1:15: Could not resolve "gone"'],
    [
      "import fs from 'node:fs'\nexport default fs",
      "policy.ts:1:16: imports 'node:fs', which a policy may not\n" +
        '  A policy is a function of its arguments: it may have no clock, random numbers, timers, process or network. ' +
        'It may import node:assert, node:assert/strict, node:path, node:util.',
    ],
    ["import { readFile } from 'fs/promises'\nexport default readFile", "imports 'fs/promises'"],
    ["const os = require('os')\nexport default os", "policy.ts:1:20: imports 'os', which a policy may not"],
    [
      'export const policy = 1',
      'policy.ts: has no default export\n' +
        "  Write export default definePolicy({ … }), with import { definePolicy } from 'hintproof'.",
    ],
    [
      "import { definePolicies } from 'hintproof'\nexport default definePolicies({})",
      "policy.ts:1:10: 'hintproof' does not export 'definePolicies'\n" +
        "  A policy may import definePolicy from 'hintproof', and types.",
    ],
    [
      'export default await 1',
      'policy.ts:1:16: awaits at the top level\n' + '  A policy answers at once: it awaits nothing.',
    ],
  ])('%s', async (source, expected) => {
    expect(await errorOf(() => bundleOf(source))).toContain(expected);
  });
});
