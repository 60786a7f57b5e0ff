/** The comparison as a page: verdicts, behaviour, price and its curves, and where all of it was looked for. */

import type { Change, CompareReport } from '../../compare/report.ts';
import { nameOf } from '../../results/request.ts';
import { pageOf } from '../html/page.tsx';
import { Banner, toneOfExit } from '../html/parts.tsx';
import { Legend } from '../html/picture.tsx';
import { listed } from '../text.ts';
import { Behaviour, storyOfDivergence } from './html/behaviour.tsx';
import { PriceSection } from './html/price.tsx';
import { Scopes } from './html/scopes.tsx';
import { Changed, changedOf, Verdicts } from './html/verdicts.tsx';
import type { CompareReporter } from './reporter.ts';
import { demands } from './text.ts';
import { summaryInWords } from './words.ts';

const tallyWords: Readonly<Record<Change, string>> = {
  broken: 'broken by the change',
  mended: 'mended',
  'no-longer-claimed': 'no longer claimed',
  'no-longer-exercised': 'no longer put to the test, or reached',
  'newly-exercised': 'put to the test, or reached, now',
  open: 'open',
  unchanged: 'unchanged',
};

/** `2 broken by the change · 1 mended · 27 unchanged` */
const tally = ({ verdicts }: CompareReport): string => {
  const counted = Object.entries(tallyWords).flatMap(([change, words]) => {
    const n = verdicts.filter((one) => one.change === change).length;
    return n === 0 ? [] : [`${n} ${words}`];
  });
  const waived = verdicts.filter(({ waived }) => waived !== null).length;
  return [...counted, ...(waived === 0 ? [] : [`${waived} waived`])].join(' · ');
};

export const compareHtmlReporter: CompareReporter = (report, context) => {
  const { baseline, candidate, behaviour } = report;
  const guests = [...new Set(context.request.rungs.map(({ guest }) => nameOf(guest)))];
  const changed = changedOf(report, context);
  const stories = [
    ...changed.map(({ story }) => story),
    ...behaviour.divergences.map((one) => storyOfDivergence(one, report, context)),
  ];
  return pageOf({
    title: `hintproof compare: ${baseline.policy} → ${candidate.policy}`,
    version: context.version,
    children: (
      <>
        <header>
          <p class="kind">hintproof compare: baseline → candidate</p>
          <h1>
            {baseline.policy} <span class="arrow">→</span> {candidate.policy}
          </h1>
          <p class="aside">{`Under guest ${listed(guests)}. ${demands(report, context)}`}</p>
          <Banner tone={toneOfExit(report.exitCode)}>
            {`${summaryInWords(report)} Exit code ${report.exitCode}.`}
          </Banner>
          <p class="aside tally">{tally(report)}</p>
        </header>
        <main>
          <Verdicts report={report} changed={changed} />
          <Changed changed={changed} />
          <Behaviour report={report} context={context} />
          <PriceSection report={report} />
          <Scopes report={report} context={context} />
          <Legend stories={stories} />
        </main>
      </>
    ),
  });
};
