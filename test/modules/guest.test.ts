import { describe, expect, it } from 'vitest';
import type { GuestDevice } from '../../model/guests/guest.ts';
import type { Hint } from '../../model/state.ts';
import { errorOf, guestFrom } from './modules.ts';

const device: GuestDevice = { route: 'vm0.vcpu0', vcpus: ['vm0.vcpu0', 'vm0.vcpu1'] };

const choosing = (body: string) =>
  guestFrom(`export default { name: 'g', choices: (hint, device) => ${body} }`);

const errorFor = async (body: string, hint: Hint = null) => {
  const guest = await choosing(body);
  return errorOf(() => guest.choices(hint, device));
};

describe('a guarded guest', () => {
  it('chooses as the module does', async () => {
    const guest = await choosing('(hint ?? []).filter((vcpu) => vcpu !== device.route)');
    expect(guest.choices(['vm0.vcpu0', 'vm0.vcpu1'], device)).toEqual(['vm0.vcpu1']);
    expect(guest.choices(null, device)).toEqual([]);
  });

  it('may try any VCPU of the topology, and one index too many', async () => {
    const guest = await choosing("[...device.vcpus, 'vm1.vcpu0', 'vm0.vcpu2']");
    expect(guest.choices(null, device)).toEqual(['vm0.vcpu0', 'vm0.vcpu1', 'vm1.vcpu0', 'vm0.vcpu2']);
  });

  it('does not read a route that the module does not read', async () => {
    const unread = Object.defineProperty({ ...device }, 'route', {
      get: () => {
        throw new Error('read');
      },
    });
    expect((await choosing('hint')).choices([], unread)).toEqual([]);
    const reading = await choosing('[device.route]');
    expect(() => reading.choices([], unread)).toThrow('read');
  });

  it.each([
    ['hint', 'choices(null, { }) returned null as its choices\n  Return an array of VCPU ids.'],
    ['[1]', 'choices(null, { }) returned 1 in its choices\n  Return an array of VCPU ids.'],
    ['Promise.resolve([])', 'choices(null, { }) returned a promise'],
    [
      "['vm0.vcpu3']",
      'choices(null, { }) names "vm0.vcpu3" in its choices, a VCPU that does not exist\n' +
        '  The VCPUs of vm0 are vm0.vcpu0, vm0.vcpu1.',
    ],
    [
      'device.vcpus.sort()',
      'choices(null, { vcpus: ["vm0.vcpu0","vm0.vcpu1"] }) changes its arguments, or other frozen data:',
    ],
    [
      '{ throw new Error(device.route) }',
      'choices(null, { route: "vm0.vcpu0" }) threw: vm0.vcpu0 (guest.ts:1:',
    ],
  ])('%s is an error', async (body, expected) => {
    expect(await errorFor(body)).toContain(`guest.ts: ${expected}`);
  });

  it('may not change the hint', async () => {
    expect(await errorFor('hint.reverse()', ['vm0.vcpu0', 'vm0.vcpu1'])).toContain(
      'guest.ts: choices(["vm0.vcpu0","vm0.vcpu1"], { }) changes its arguments',
    );
  });

  it('must choose the same the second time', async () => {
    const guest = await guestFrom(`let calls = 0
      export default { name: 'g', choices: (hint, { vcpus }) => [vcpus[calls++ % 2]] }`);
    expect(await errorOf(() => guest.choices(null, device))).toContain(
      'answers differently the second time: it answered ["vm0.vcpu0"], then it answered ["vm0.vcpu1"]',
    );
  });
});
