import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTopology } from '../../src/reading/topology.ts';
import { directoryWith } from '../cli/command.ts';

const read = (content: string) => readTopology(join(directoryWith({ 't.json': content }), 't.json'));
const vm = { vcpus: 2, devices: { net0: ['rx', 'tx'], 'blk_1-a': [] } };

it('is read as it is written', async () => {
  const topology = { hostCpus: 2, vms: [vm, { vcpus: 1, devices: {} }] };
  expect(await read(JSON.stringify(topology))).toEqual(topology);
});

describe('an error names the field, what was found, and what would do', () => {
  it.each([
    [
      { hostCpus: 1, vms: [vm], cpus: 1 },
      'cpus: there is no such field\n  Expected one of the fields hostCpus, vms.',
    ],
    [{ hostCpus: 1.5, vms: [vm] }, 'hostCpus: found 1.5\n  Expected a whole number, at least 1.'],
    [{ hostCpus: '2', vms: [vm] }, "hostCpus: found '2'\n"],
    [{ hostCpus: 1, vms: {} }, 'vms: found {}\n  Expected an array of VMs'],
    [{ hostCpus: 1, vms: [vm, { ...vm, vcpus: 0 }] }, 'vms[1].vcpus: found 0\n'],
    [{ hostCpus: 1, vms: [{ vcpus: 1 }] }, 'vms[0].devices: found nothing\n'],
    [{ hostCpus: 1, vms: [{ ...vm, name: 'a' }] }, 'vms[0].name: there is no such field'],
    [{ hostCpus: 1, vms: [{ vcpus: 1, devices: [] }] }, 'vms[0].devices: found []\n'],
    [
      { hostCpus: 1, vms: [{ vcpus: 1, devices: { 'net.0': [] } }] },
      "found 'net.0'\n  Expected a name of letters, digits, - and _.",
    ],
    [{ hostCpus: 1, vms: [{ vcpus: 1, devices: { net0: ['rx', 7] } }] }, 'vms[0].devices.net0[1]: found 7\n'],
    [{ hostCpus: 1, vms: [{ vcpus: 1, devices: { net0: 'rx' } }] }, "vms[0].devices.net0: found 'rx'\n"],
    [
      { hostCpus: 1, vms: [{ vcpus: 1, devices: { a: ['x', 'x'] } }] },
      "vms[0].devices.a[1]: 'x' is there twice",
    ],
    [{ hostCpus: 1, vms: [{ ...vm, vcpus: 65 }] }, 'has 65 VCPUs in all\n  A topology may have at most 64'],
    [[], 't.json: found []\n  Expected an object with the fields hostCpus, vms.'],
    [null, 't.json: found null\n'],
  ])('%j', async (value, message) => expect(read(JSON.stringify(value))).rejects.toThrow(message));

  it('even if the field is there twice', async () =>
    expect(read('{"hostCpus": 1, "hostCpus": 2, "vms": []}')).rejects.toThrow(
      "1:17: the field 'hostCpus' is there twice",
    ));
});
