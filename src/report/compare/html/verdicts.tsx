/** What the change does to every property, as a table, and the traces of what it breaks and mends. */
import type { CompareReport, PropertyChange, Side } from '../../../compare/report.ts';
import { sides } from '../../../compare/report.ts';
import { rungName } from '../../../results/rung-name.ts';
import type { Story } from '../../../results/story.ts';
import { MarkSign, Prose } from '../../html/parts.tsx';
import { Answer, Trace } from '../../html/trace.tsx';
import { meaning } from '../../properties.ts';
import { sizeInWords } from '../../trace/text.ts';
import type { CompareContext } from '../reporter.ts';
import { isShown, markOf, storyOfChange } from '../text.ts';
import { changeInWords, verdictInWords } from '../words.ts';

/** A property that the change breaks or mends, with the trace that violates it. */
interface ChangedProperty {
  readonly one: PropertyChange;
  readonly side: Side;
  readonly story: Story;
}

/** Those that are broken, and then those that are mended: the trace is the baseline's. */
export const changedOf = (
  { verdicts }: CompareReport,
  context: CompareContext,
): readonly ChangedProperty[] => {
  const of = (side: Side, chosen: readonly PropertyChange[]): readonly ChangedProperty[] =>
    chosen.flatMap((one) => {
      const story = storyOfChange(one, side, context);
      return story === null ? [] : [{ one, side, story }];
    });
  return [
    ...of('candidate', verdicts.filter(isShown)),
    ...of(
      'baseline',
      verdicts.filter(({ change }) => change === 'mended'),
    ),
  ];
};

const anchorOf = ({ id }: PropertyChange): string => `property-${id}`;

/** Why it is open, where somebody has to know. */
const reasonOf = ({ change, baseline, candidate }: PropertyChange): string => {
  const reasons = [baseline, candidate].flatMap(({ result, reason }) =>
    result === 'unfinished' && reason !== null ? [reason] : [],
  );
  return change === 'open' && reasons.length > 0 ? `: ${[...new Set(reasons)].join('; ')}` : '';
};

const VerdictRow = ({ one, isTold }: { readonly one: PropertyChange; readonly isTold: boolean }) => {
  const isSame = one.change === 'unchanged' && !one.counts && one.waived === null;
  const mark = markOf(one);
  return (
    <tr class={isSame ? 'same' : undefined}>
      <th scope="row">
        <MarkSign mark={mark} /> {isTold ? <a href={`#${anchorOf(one)}`}>{one.id}</a> : one.id}
        {!isSame && (
          <p class="sentence">
            <Prose text={one.sentence} />
          </p>
        )}
      </th>
      {sides.map((side) => (
        <td key={side} data-side={side}>
          {verdictInWords(one.kind, one[side])}
        </td>
      ))}
      <td class={`change ${mark.tone}`}>{changeInWords(one) + reasonOf(one)}</td>
    </tr>
  );
};

interface VerdictsProps {
  readonly report: CompareReport;
  readonly changed: readonly ChangedProperty[];
}

/** What is meant for none of the configurations is left out, as on a terminal. */
export const Verdicts = ({ report: { verdicts }, changed }: VerdictsProps) => {
  const meant = verdicts.filter((one) => sides.some((side) => one[side].result !== 'not-applicable'));
  const contracts = [...new Set(meant.map(({ contract }) => contract))];
  return (
    <section>
      <h2>Verdicts</h2>
      <table class="verdicts">
        <thead>
          <tr>
            <th>property</th>
            {sides.map((side) => (
              <th key={side}>{side}</th>
            ))}
            <th>what the change does</th>
          </tr>
        </thead>
        {contracts.map((contract) => (
          <tbody key={contract}>
            <tr class="contract">
              <th colSpan={4} scope="rowgroup">
                {contract}
                <span>{`: ${meaning[contract]}`}</span>
              </th>
            </tr>
            {meant
              .filter((one) => one.contract === contract)
              .map((one) => (
                <VerdictRow key={one.id} one={one} isTold={changed.some((told) => told.one === one)} />
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
};

const whose = ({ one, side, story }: ChangedProperty): string =>
  side === 'candidate'
    ? `${changeInWords(one)}, on ${rungName(story)}`
    : `mended: what the baseline does on ${rungName(story)}`;

/** What is broken is open; what is mended is there for those who want to know what it was. */
export const Changed = ({ changed }: Pick<VerdictsProps, 'changed'>) => (
  <>
    {changed.map((told) => (
      <details key={told.one.id} class={`finding ${markOf(told.one).tone}`} open={told.side === 'candidate'}>
        <summary>
          <MarkSign mark={markOf(told.one)} /> <strong>{told.one.id}</strong>{' '}
          <span class="aside">{whose(told)}</span>
        </summary>
        {/* a link to what is folded unfolds it */}
        <p class="sentence" id={anchorOf(told.one)}>
          <Prose text={told.one.sentence} />
        </p>
        <p>{sizeInWords(told.story)}</p>
        <Trace story={told.story}>
          <Answer story={told.story} />
        </Trace>
      </details>
    ))}
  </>
);
