/** The ways in which two policies can answer the same event differently, each as a claim that there is no such event. */
import { match } from 'ts-pattern';
import type { Read, View } from '../../model/action.ts';
import { viewOf } from '../../model/action.ts';
import { asSet, identificationOf, policySees } from '../../model/actions/hypervisor.ts';
import type { Setup } from '../../model/configuration.ts';
import type { Hint } from '../../model/state.ts';
import { eventOf } from '../../model/state.ts';
import type { HostCpuId, Layout, SourceId } from '../../model/topology.ts';
import type { OfSource } from '../../properties/each.ts';
import { eachSource } from '../../properties/each.ts';
import { eachIdentification } from '../../properties/hinted.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { step } from '../../properties/property.ts';
import { hintInWords } from '../../properties/words.ts';
import type { Lockstep } from './lockstep.ts';
import type { DivergenceKind, OfBoth } from './report.ts';
import { divergences } from './report.ts';

/** What of a divergence is told: in a sentence, and whether the candidate hints more, less, or otherwise. */
interface Described {
  readonly sentence: string;
  readonly towards: 'more' | 'less' | 'other';
}

export const described: Readonly<Record<DivergenceKind, Described>> = {
  'adds-hint': {
    sentence: 'The candidate sends a hint that names somebody where the baseline sends none.',
    towards: 'more',
  },
  'adds-empty-hint': {
    sentence: 'The candidate sends a hint that names nobody where the baseline sends none.',
    towards: 'more',
  },
  'withholds-hint': {
    sentence: 'The candidate sends no hint where the baseline sends one that names somebody.',
    towards: 'less',
  },
  'withholds-empty-hint': {
    sentence: 'The candidate sends no hint where the baseline sends one that names nobody.',
    towards: 'less',
  },
  'names-somebody': {
    sentence: "The candidate's hint names somebody where the baseline's names nobody.",
    towards: 'more',
  },
  'names-nobody': {
    sentence: "The candidate's hint names nobody where the baseline's names somebody.",
    towards: 'less',
  },
  'names-more': {
    sentence: "The candidate's hint names all whom the baseline's names, and others.",
    towards: 'more',
  },
  'names-fewer': {
    sentence: "The candidate's hint names only some of those whom the baseline's names.",
    towards: 'less',
  },
  'names-others': {
    sentence: "The candidate's hint leaves out some whom the baseline's names, and names others.",
    towards: 'other',
  },
};

/** What the candidate does in place of the baseline, if it is not the same. */
export const divergenceOf = ({ baseline, candidate }: OfBoth<Hint>): DivergenceKind | null => {
  if (baseline === null || candidate === null) {
    if (baseline === candidate) return null;
    if (baseline === null) return candidate!.length > 0 ? 'adds-hint' : 'adds-empty-hint';
    return baseline.length > 0 ? 'withholds-hint' : 'withholds-empty-hint';
  }
  const isMore = candidate.some((vcpu) => !baseline.includes(vcpu));
  const isLess = baseline.some((vcpu) => !candidate.includes(vcpu));
  return match([isMore, isLess])
    .with([false, false], () => null)
    .with([true, false], () => (baseline.length > 0 ? ('names-more' as const) : ('names-somebody' as const)))
    .with([false, true], () => (candidate.length > 0 ? ('names-fewer' as const) : ('names-nobody' as const)))
    .with([true, true], () => 'names-others' as const)
    .exhaustive();
};

/** A source whose event is identified. */
interface OfEvent extends OfSource {
  readonly layout: Layout;
}

/** What each of the two answers to an event from that CPU, as sets. */
const hintsAt = (
  policy: Lockstep,
  { vm, source, layout }: OfEvent,
  on: HostCpuId,
  cells: View<ReturnType<typeof policySees>>,
): OfBoth<Hint> => {
  const { baseline, candidate } = policy.hints(identificationOf(vm, source, on, cells));
  return { baseline: asSet(layout, baseline), candidate: asSet(layout, candidate) };
};

const eachEvent = (setup: Setup): readonly OfEvent[] =>
  eachSource(setup).map((one) => ({ ...one, layout: setup.layout }));

/** What each of the two answers if the source's event, which is raised, is identified. */
export const hintsFor = (policy: Lockstep, setup: Setup, source: SourceId, read: Read): OfBoth<Hint> => {
  const of = eachEvent(setup).find((one) => one.source === source)!;
  const event = read(eventOf(source));
  if (event.is !== 'raised') throw new Error(`no event of ${source} is raised`);
  return hintsAt(policy, of, event.on, viewOf(policySees(of.vm, source))(read));
};

/** For each kind of divergence, the claim that the two never differ so. */
export const divergenceClaims = (policy: Lockstep): readonly FiniteProperty[] =>
  divergences.map((kind) =>
    step({
      id: kind,
      // No contract has it; a property has to have one.
      contract: 'possible',
      sentence: described[kind].sentence,
      source: 'ours',
      ...eachIdentification,
      each: eachEvent,
      observes: ({ vm, source }) => policySees(vm, source),
      then: ({ before, sent }, subject) => {
        const hints = hintsAt(policy, subject, sent!.on, before);
        return (
          divergenceOf(hints) !== kind || {
            expected: `${hintInWords(hints.baseline)}, as the baseline sends`,
            found: hintInWords(hints.candidate),
          }
        );
      },
    }),
  );
