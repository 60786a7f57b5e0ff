import { row } from '../../model/action.ts';
import { mappedOf, placementOf } from '../../model/state.ts';
import type { HostCpuId, Vm } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Origins } from '../origins.ts';
import { follow, noOrigins, programmedFrom } from '../origins.ts';
import { pipelineOf } from '../pipeline.ts';
import type { Memory, Step } from '../property.ts';
import { history } from '../property.ts';
import { cpuOf, injects, isAbout, moves, namesSomebody, placementInWords, programs } from '../words.ts';

/**
 * For every hint on its way that was true, and still is: the CPU of the event that it came with. And the CPU whose next
 * event must be injected locally, because the route was programmed from a true hint of its.
 */
type Expectation = Origins & { readonly localFrom: HostCpuId | null };

const nothing = (vm: Vm): Expectation => ({ ...noOrigins(vm), localFrom: null });

const cellsOf = (of: OfSource) => ({
  ...pipelineOf(of),
  placement: row(of.vm.vcpus, placementOf),
  mapped: row(of.vm.vcpus, mappedOf),
});

type Seen = Step<ReturnType<typeof cellsOf>>;

/** The CPU of an identified event whose hint names somebody, if the map was faithful then. */
const trueHint = ({ before, sent }: Seen, { vm }: OfSource): HostCpuId | null =>
  sent && namesSomebody(sent.hint) && vm.vcpus.every((v) => before.mapped(v) === cpuOf(before.placement(v)))
    ? sent.on
    : null;

/** The CPU whose event is injected in this step; `null` if none is. */
const injectedFrom = ({ label, before }: Seen, { source }: OfSource): HostCpuId | null =>
  injects(label, source) && before.event.is !== 'idle' ? before.event.on : null;

const localFromAfter = (
  expected: Expectation,
  step: Seen,
  subject: OfSource,
): Partial<Pick<Expectation, 'localFrom'>> => {
  if (programs(step.label, subject.source))
    return { localFrom: programmedFrom(expected, step)?.origin ?? null };
  const from = injectedFrom(step, subject);
  return from !== null && expected.localFrom === from ? { localFrom: null } : {};
};

const expectation: Memory<OfSource, ReturnType<typeof cellsOf>, Expectation> = {
  name: 'expected to be local',
  initial: ({ vm }) => nothing(vm),
  observes: cellsOf,
  watches: (label, of) => isAbout(label, of) || moves(label, of.vm),
  next: (before, step, subject) =>
    step.label.is === 'reset' || moves(step.label, subject.vm)
      ? nothing(subject.vm)
      : {
          ...follow(before, step, subject, trueHint(step, subject)),
          ...localFromAfter(before, step, subject),
        },
};

export const localAfterProgramming = history({
  id: 'local-after-programming',
  contract: 'locality',
  sentence:
    'If the guest programmed a route from a hint, nothing was programmed since, no VCPU of the VM has moved since the hint was identified, the VM was not reset, and the map was faithful then, the next injection of an event from that CPU is local.',
  source: 'US9411624B2, claim 2',
  each: eachSource,
  remembers: expectation,
  observes: cellsOf,
  asks: (label, { source }) => injects(label, source),
  whenever: ({ localFrom }, step, subject) => localFrom !== null && localFrom === injectedFrom(step, subject),
  then: ({ localFrom }, { before }, { source }) => {
    const { route, placement } = before;
    return (
      cpuOf(placement(route)) === localFrom || {
        expected: `the event of ${source} from ${localFrom} injected into a VCPU on ${localFrom}`,
        found: `routed to ${route}, ${placementInWords(placement(route))}`,
      }
    );
  },
});
