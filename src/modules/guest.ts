/** A user's guest as the model sees it: a `Guest` whose function is guarded. */
import type { Guest, GuestDevice } from '../../model/guests/guest.ts';
import type { Hint } from '../../model/state.ts';
import type { VcpuId } from '../../model/topology.ts';
import { vcpuBeyond, vmIdOf } from '../../model/topology.ts';
import type { Vcpus } from './answers.ts';
import { idsIn, refusePromise, setText, vcpusOf } from './answers.ts';
import { asked, whileRead } from './asked.ts';
import type { Bundle } from './bundle.ts';
import { openCall } from './call.ts';
import { decodeGuest } from './definition.ts';
import type { Loaded } from './load.ts';
import { load } from './load.ts';
import type { InstanceContext } from './policy.ts';
import type { Input } from './realm.ts';

interface Instance extends Loaded<ReturnType<typeof decodeGuest>> {
  readonly vcpus: Vcpus;
  /** One for each of the two times that a call is made. */
  readonly inputs: readonly [Input<GuestDevice>, Input<GuestDevice>];
}

/** A guest may try any VCPU of the topology, and the index of its VM that comes after the last one. */
const choicesOf = (instance: Instance, device: GuestDevice, returned: unknown) => {
  const { vcpus } = instance;
  const vm = vmIdOf(device.vcpus[0]!);
  const beyond = vcpuBeyond(device.vcpus);
  const has = (id: unknown): id is VcpuId => vcpus.has(id) || id === beyond;
  refusePromise(returned);
  const near = (id: unknown) => vcpus.near(id, vm);
  return idsIn(returned, { as: 'its choices', remedy: 'Return an array of VCPU ids.', has, near });
};

const choices = (instance: Instance, hint: Hint, device: GuestDevice): readonly VcpuId[] => {
  const { realm, definition, inputs } = instance;
  const call = openCall(instance, `choices(${JSON.stringify(hint)}, { `, ' })');
  const route = asked(call, 'route', () => device.route);
  const vcpus = asked(call, 'vcpus', () => device.vcpus);
  return call.twice((time) => {
    const handed = hint === null ? null : realm.list(hint);
    return whileRead(inputs[time], { route, vcpus: () => realm.list(vcpus()) }, (input) => {
      const value = choicesOf(instance, device, definition.choices(handed, input));
      return { text: setText(value), value };
    });
  });
};

/**
 * A fresh instance of a user's guest, named as the user named it. Its function gets frozen data, is called twice, and its
 * answer is decoded.
 *
 * @throws {UserError} if the module can't be loaded, or its default export is no guest; from `choices`, for a
 *   mistake of the module's: it names the file, the call, and the arguments that it read
 */
export const instantiateGuest = (bundle: Bundle, context: InstanceContext): Guest => {
  const loaded = load(bundle, context.board, decodeGuest);
  const { summary, mayIgnore, obeys, usesHints, makesVacuous } = loaded.definition;
  const inputs = [loaded.realm.device(), loaded.realm.device()] as const;
  const instance: Instance = { ...loaded, inputs, vcpus: vcpusOf(context.layout) };
  return {
    name: bundle.file,
    ...(summary === undefined ? {} : { summary }),
    choices: (hint, device) => choices(instance, hint, device),
    mayIgnore,
    obeys,
    usesHints,
    makesVacuous: [...makesVacuous],
  };
};
