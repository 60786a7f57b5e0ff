/** Where the two policies behave differently, run in lockstep: each kind of divergence, with its shortest trace. */

import { hintInWords } from '../../../../properties/words.ts';
import type { CompareReport, Divergence } from '../../../compare/report.ts';
import { sides } from '../../../compare/report.ts';
import { canonical } from '../../../engine/values.ts';
import { rungName } from '../../../results/rung-name.ts';
import type { Story } from '../../../results/story.ts';
import { Trace } from '../../html/trace.tsx';
import { countOf } from '../../text.ts';
import type { CompareContext } from '../reporter.ts';
import { repeatOf } from '../text.ts';
import { relationInWords } from '../words.ts';

/** The run that leads to a divergence: what happens in it is what the candidate makes happen. */
export const storyOfDivergence = (one: Divergence, report: CompareReport, context: CompareContext): Story => {
  const { sentence, guest, scope, options, trace } = one;
  return {
    aim: { is: 'condition', text: sentence },
    outcome: 'reached',
    ...{ policy: report.candidate.policy, guest, scope, options },
    topology: context.request.rungs.find(
      (rung) => canonical([rung.scope, rung.options]) === canonical([scope, options]),
    )!.topology,
    shortest: trace.shortest,
    subject: trace.subject,
    // what each of the two answers says it better
    told: null,
    initially: trace.initially,
    steps: trace.steps,
    loop: null,
    stuck: null,
    alternatives: null,
    repeat: repeatOf(one, report, context),
    replay: null,
  };
};

const Answers = ({ hints }: Pick<Divergence, 'hints'>) => (
  <dl class="answer">
    {sides.map((side) => (
      <>
        <dt>{`the ${side} answers`}</dt>
        <dd>{hintInWords(hints[side])}</dd>
      </>
    ))}
  </dl>
);

interface BehaviourProps {
  readonly report: CompareReport;
  readonly context: CompareContext;
}

export const Behaviour = ({ report, context }: BehaviourProps) => (
  <section>
    <h2>Behaviour</h2>
    <p>
      <strong>{relationInWords(report.behaviour)}</strong>
    </p>
    <p class="aside">
      Both were asked about every event, in one machine, under the same scheduler, devices and guest. What
      happens is what the candidate answers.
    </p>
    {report.behaviour.divergences.map((one, i) => (
      // the first one is the shortest
      <details key={one.kind} class="finding quiet" open={i === 0}>
        <summary>
          <strong>{one.sentence}</strong>{' '}
          <span class="aside">{`${countOf(one.trace.length, 'step')} on ${rungName(one)}`}</span>
        </summary>
        <p>{`${one.trace.shortest ? 'A shortest' : 'A'} run: ${countOf(one.trace.length, 'step')}, about ${one.trace.subject}.`}</p>
        <Trace story={storyOfDivergence(one, report, context)}>
          <Answers hints={one.hints} />
        </Trace>
      </details>
    ))}
  </section>
);
