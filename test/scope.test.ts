import { describe, expect, it } from 'vitest';
import { looksLikeScope, topologyOf } from '../src/scope.ts';

describe('a scope', () => {
  it('is host CPUs, then VCPUs and sources of each VM', () => {
    expect(topologyOf('3:2x2+1x0')).toEqual({
      hostCpus: 3,
      vms: [
        { vcpus: 2, devices: { dev0: ['e0', 'e1'] } },
        { vcpus: 1, devices: { dev0: [] } },
      ],
    });
  });

  it.each(['64:1x1', '1:64x64', `1:${Array(64).fill('1x1').join('+')}`])('may be as large as %s', (scope) => {
    expect(topologyOf(scope).vms.length).toBeGreaterThan(0);
  });

  it.each([
    ['65:1x1', '65 host CPUs'],
    ['1:33x1+32x1', '65 VCPUs'],
    ['1:1x60+1x5', '65 sources'],
    ['1:1x999999', '999999 sources'],
    [`1:${Array(65).fill('1x0').join('+')}`, '65 VMs'],
  ])('may not be as large as %s', (scope, found) => {
    expect(() => topologyOf(scope)).toThrow(`--scope: has ${found} in all`);
  });

  it.each([
    '',
    '2',
    '2:',
    '2:2',
    '2x2:1',
    '2:2x1+',
    ' 2:2x1',
    '2:2x1 ',
    '02:2x1',
    '2:2x1x1',
    '-2:2x1',
    '2:2×1',
  ])("is not '%s'", (scope) => {
    expect(looksLikeScope(scope)).toBe(false);
    expect(() => topologyOf(scope, 'here')).toThrow(`here: '${scope}' is no scope`);
  });
});
