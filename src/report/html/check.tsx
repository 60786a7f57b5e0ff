/** The report of a check as a page: what it comes to, every property by contract, the violations, the rungs. */
import { policyNamed } from '../../../model/policies/index.ts';
import type { Overall } from '../../results/overall.ts';
import { byPolicy, overall } from '../../results/overall.ts';
import { nameOf } from '../../results/request.ts';
import type { Run } from '../../results/result.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Story } from '../../results/story.ts';
import { demandsInWords } from '../default.ts';
import { storyOf } from '../finding.ts';
import { isTold, markOf, meaning, resultInWords, standing, whyNotCounted } from '../properties.ts';
import type { ReportContext, Reporter } from '../reporter.ts';
import { rungRows } from '../rungs.ts';
import { summary } from '../summary.ts';
import { listed, lookOf } from '../text.ts';
import { sizeInWords } from '../trace/text.ts';
import { pageOf } from './page.tsx';
import { Banner, MarkSign, Prose, toneOfExit } from './parts.tsx';
import { Legend } from './picture.tsx';
import { RungTable } from './rungs.tsx';
import { Answer, Trace } from './trace.tsx';

/** What came of a property, and its trace if it has one. */
interface Told {
  readonly one: Overall;
  readonly story: Story | null;
  /** Its place on the page. */
  readonly id: string;
}

interface PolicyProps {
  readonly runs: readonly Run[];
  readonly told: readonly Told[];
  readonly context: ReportContext;
}

/** A violation that does not count says why. */
const uncounted = (one: Overall): string =>
  one.result === 'violated' && !one.property.demanded ? ` (${whyNotCounted(one)})` : '';

interface PropertyProps {
  readonly told: Told;
  readonly context: ReportContext;
}

const PropertyRow = ({ told: { one, story, id }, context }: PropertyProps) => {
  const { property } = one;
  const name = <code>{property.id}</code>;
  return (
    <tr class={property.demanded ? undefined : 'aside'}>
      <th scope="row">
        <MarkSign mark={markOf(one)} /> {story === null ? name : <a href={`#${id}`}>{name}</a>}
      </th>
      <td class={`result ${markOf(one).tone}`}>{resultInWords(one, context.request) + uncounted(one)}</td>
      <td class="sentence">
        <Prose text={property.sentence} />
      </td>
    </tr>
  );
};

const Properties = ({ told, context }: PolicyProps) => {
  const meant = told.filter(({ one }) => one.result !== 'not-applicable');
  const rest = told.filter(({ one }) => one.result === 'not-applicable').map(({ one }) => one.property.id);
  const contracts = [...new Set(meant.map(({ one }) => one.property.contract))];
  return (
    <section>
      <h3>Properties</h3>
      <table class="properties">
        <thead>
          <tr>
            <th>property</th>
            <th>what came of it</th>
            <th>what it says</th>
          </tr>
        </thead>
        {contracts.map((contract) => {
          const group = meant.filter(({ one }) => one.property.contract === contract);
          return (
            <tbody key={contract}>
              <tr class="contract">
                <th colSpan={3} scope="rowgroup">
                  {contract}
                  <span>{`: ${meaning[contract]}${standing(
                    group.map(({ one }) => one),
                    context,
                  )}`}</span>
                </th>
              </tr>
              {group.map((one) => (
                <PropertyRow key={one.id} told={one} context={context} />
              ))}
            </tbody>
          );
        })}
      </table>
      {rest.length > 0 && (
        <p class="aside">{`Not meant for any of these configurations: ${rest.join(', ')}`}</p>
      )}
    </section>
  );
};

const againInWords = ({ shown }: Overall): string => {
  const again = shown?.trace.foundAgainBy;
  return again === undefined
    ? ''
    : ` Found again by ${again}; nothing was explored for it, and there may be a shorter one.`;
};

/** A property with its trace: open if it is what the reader came for. */
const Finding = ({ told: { one, id }, story, isOpen }: FindingProps) => (
  <details class={`finding ${markOf(one).tone}`} open={isOpen}>
    <summary>
      <MarkSign mark={markOf(one)} /> <strong>{one.property.id}</strong>{' '}
      <span class="aside">{`${story.outcome} on ${rungName(story)}${uncounted(one)}`}</span>
    </summary>
    {/* a link to what is folded unfolds it */}
    <p class="sentence" id={id}>
      <Prose text={one.property.sentence} />
    </p>
    <p>{sizeInWords(story) + againInWords(one)}</p>
    <Trace story={story}>
      <Answer story={story} />
    </Trace>
  </details>
);

interface FindingProps {
  readonly told: Told;
  readonly story: Story;
  readonly isOpen: boolean;
}

interface FindingsProps {
  readonly title: string;
  readonly told: readonly Told[];
  readonly context: ReportContext;
}

const Findings = ({ title, told, context }: FindingsProps) =>
  told.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      {told.map((one) =>
        one.story === null ? null : (
          <Finding key={one.id} told={one} story={one.story} isOpen={isTold(one.one, context)} />
        ),
      )}
    </section>
  );

const PolicySection = ({ runs, told, context }: PolicyProps) => {
  const { policy, guest, claims } = runs[0]!;
  const builtIn = context.request.policies.some((one) => one.is === 'built-in' && one.name === policy);
  const about = builtIn ? policyNamed(policy)?.summary : undefined;
  const shown = told.filter(({ story }) => story !== null);
  const counts = shown.filter(({ one }) => one.result === 'violated' && one.property.demanded);
  const others = shown.filter(({ one }) => one.result === 'violated' && !one.property.demanded);
  const reached = shown.filter(({ one }) => one.result !== 'violated');
  return (
    <section class="policy">
      <h2>{`${policy}, under guest ${guest}`}</h2>
      <p>
        {about !== undefined && `It ${about}. `}
        {demandsInWords(claims, context)}
      </p>
      <Properties {...{ runs, told, context }} />
      <Findings title="Violated" told={counts} context={context} />
      <Findings title="Violated, and not counted" told={others} context={context} />
      <Findings title="Reached" told={reached} context={context} />
      <section>
        <h3>Rungs</h3>
        <RungTable rows={rungRows(context.request, runs)} />
      </section>
    </section>
  );
};

/** Everything on one line: a page breaks its lines itself. */
const unbroken = lookOf(false, Number.POSITIVE_INFINITY);

export const checkPage: Reporter = (report, context) => {
  const policies = byPolicy(report.runs).map((runs, i) => ({
    runs,
    told: overall(runs).map((one, j): Told => ({ one, story: storyOf(one, context), id: `p${i}-${j}` })),
  }));
  // before the first rung there are no runs yet, if somebody interrupts it
  const names = listed(
    policies.length === 0
      ? context.request.policies.map(nameOf)
      : policies.map(({ runs }) => runs[0]!.policy),
  );
  const stories = policies.flatMap(({ told }) => told.flatMap(({ story }) => story ?? []));
  return pageOf({
    title: `hintproof check: ${names}`,
    version: context.version,
    children: (
      <>
        <header>
          <p class="kind">hintproof check</p>
          <h1>{names}</h1>
          <Banner tone={toneOfExit(report.exitCode)}>{summary(report, context, unbroken).join(' ')}</Banner>
        </header>
        <main>
          {policies.map(({ runs, told }) => (
            <PolicySection key={runs[0]!.policy} {...{ runs, told, context }} />
          ))}
          <Legend stories={stories} />
        </main>
      </>
    ),
  });
};
