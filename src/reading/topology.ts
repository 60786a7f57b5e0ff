/** `--topology file.json`: a topology in full, with the names of devices and of their types of event. */
import type { Topology } from '../../model/topology.ts';
import { UserError } from '../errors.ts';
import { withinLimits } from '../scope.ts';
import { noteSource } from '../sources.ts';
import { codec, decode, dictionary, fields, list, wholeNumber } from './decode.ts';
import { readText } from './files.ts';
import { parseJson } from './json.ts';

/** A dot would make ids ambiguous: `vm0.net0.rx` has three parts. */
const name = codec(
  'a name of letters, digits, - and _',
  (value): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(value),
);

export const topologyCodec = fields(
  {
    hostCpus: wholeNumber(1),
    vms: list(
      fields(
        {
          vcpus: wholeNumber(1),
          devices: dictionary(name, list(name, 'an array of names of types of event')),
        },
        {},
      ),
      'an array of VMs, each { "vcpus": 2, "devices": { "net0": ["rx", "tx"] } }',
    ),
  },
  {},
);

/** What no type can say: there is a VM, and no device has two types of event of one name. */
export const checkTopology = (place: string, topology: Topology): Topology => {
  if (topology.vms.length === 0)
    throw new UserError(`${place}: vms`, 'has no VM', 'There is at least 1 of them.');
  for (const [i, { devices }] of topology.vms.entries())
    for (const [device, events] of Object.entries(devices)) {
      const second = events.findIndex((event, n) => events.indexOf(event) !== n);
      if (second !== -1)
        throw new UserError(
          `${place}: vms[${i}].devices.${device}[${second}]`,
          `'${events[second]}' is there twice`,
          'Each type of event of a device has a name of its own.',
        );
    }
  return withinLimits(place, topology);
};

/** @throws {UserError} naming the file and the field, if it is no topology */
export const readTopology = async (file: string): Promise<Topology> => {
  noteSource(file);
  return checkTopology(file, decode(file, topologyCodec, parseJson(file, await readText(file))));
};
