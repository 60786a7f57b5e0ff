/** In which configurations a witness is meant. */
import type { Configuration } from '../../model/configuration.ts';

type Kind = Pick<Configuration, 'topology' | 'moves' | 'lifecycle'>;

const plugs = ({ lifecycle }: Kind): boolean => lifecycle.includes('hotplug');

/** A VM can be without a VCPU on some host CPU: it moves them all away, or has too few to begin with. */
export const mayLeaveCpuEmpty = (config: Kind): boolean => {
  const { hostCpus, vms } = config.topology;
  return hostCpus > 1 && (config.moves || plugs(config) || vms.some(({ vcpus }) => vcpus < hostCpus));
};

/** Two VCPUs of a VM can be on one host CPU: they come to be, or there are too many to begin with. */
export const mayShareCpu = (config: Kind): boolean => {
  const { hostCpus, vms } = config.topology;
  return vms.some(({ vcpus }) => vcpus > 1 && (config.moves || plugs(config) || vcpus > hostCpus));
};

/** A VCPU can be taken away: the first of a VM stays. */
export const mayUnplug = (config: Kind): boolean =>
  plugs(config) && config.topology.vms.some(({ vcpus }) => vcpus > 1);

/** A VCPU can leave its host CPU. */
export const mayLeaveItsCpu = (config: Kind): boolean =>
  (config.moves && config.topology.hostCpus > 1) || mayUnplug(config);
