/**
 * JUnit's XML, in the form that Jenkins, GitLab and GitHub's test reporters read.
 *
 * One suite is one policy, and one case is one property over all configurations: a case that is there on a fast machine
 * is there on a slow one. GitLab tells cases apart by class and name alone, so a class is a policy and a contract;
 * Jenkins shows what is before its last dot as a package.
 */
import { match } from 'ts-pattern';
import { oneLine } from '../../printable.ts';
import { asSentence, detailsOf, outcomeOf } from './text.ts';
import type { Entry, Suite, Told } from './told.ts';

/** Characters that XML cannot have are written out before; line ends in attributes would be read as spaces. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

type Attributes = Readonly<Record<string, string | number>>;

const element = (name: string, attributes: Attributes, inside: readonly string[] = []): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(oneLine(String(value)))}"`,
  );
  const start = `<${name}${written.join('')}`;
  return inside.length === 0 ? `${start}/>` : `${start}>${inside.join('')}</${name}>`;
};

interface Case {
  readonly is: 'passed' | 'failure' | 'error' | 'skipped';
  readonly text: string;
}

/** `failure` is a wrong policy, `error` an open question. */
const caseOf = (entry: Entry): Case =>
  match(entry.standing)
    .returnType<Case>()
    .with('kept', () => ({ is: 'passed', text: asSentence(entry.outcome) }))
    .with('violated', () => ({ is: 'failure', text: detailsOf(entry) }))
    .with('unfinished', 'vacuous', () => ({ is: 'error', text: detailsOf(entry) }))
    .with('unclaimed', 'waived', 'idle', () => ({ is: 'skipped', text: detailsOf(entry) }))
    .exhaustive();

/** Nothing takes a time of its own, all properties being decided together; but readers want a number. */
const noTime = '0.000';

const caseElement = (entry: Entry, { policy }: Suite): string => {
  const { is, text } = caseOf(entry);
  const attributes = { name: entry.id, classname: `${policy}.${entry.contract}`, time: noTime };
  const inside = escaped(`${text}\n`);
  const message = outcomeOf(entry);
  const child = match(is)
    .with('passed', () => element('system-out', {}, [inside]))
    .with('skipped', () => element('skipped', { message }, [inside]))
    .with('failure', 'error', (name) => element(name, { type: entry.standing, message }, [inside]))
    .exhaustive();
  return element('testcase', attributes, ['\n      ', child, '\n    ']);
};

interface SuiteOfCases {
  readonly name: string;
  readonly seconds: number;
  readonly properties: readonly string[];
  readonly cases: readonly { readonly is: Case['is']; readonly element: string }[];
}

const ofPolicy = (suite: Suite): SuiteOfCases => ({
  name: suite.policy,
  seconds: suite.seconds,
  properties: suite.facts.map(([name, value]) => element('property', { name, value })),
  cases: suite.entries.map((entry) => ({ is: caseOf(entry).is, element: caseElement(entry, suite) })),
});

/** What failed though no property did: a rung that was left out, or a waiver of nothing, must not look like a success. */
const ofAll = ({ command, isDecided, summary, remarks, mistakes }: Told): SuiteOfCases => {
  const one = (name: string, wrong: string | null, message: string, told: readonly string[]) => {
    const text = escaped(`${told.map(oneLine).join('\n')}\n`);
    const child =
      wrong === null ? element('system-out', {}, [text]) : element('error', { type: wrong, message }, [text]);
    const attributes = { name, classname: `hintproof.${command}`, time: noTime };
    return {
      is: wrong === null ? ('passed' as const) : ('error' as const),
      element: element('testcase', attributes, ['\n      ', child, '\n    ']),
    };
  };
  const open = isDecided ? null : 'undecided';
  const unused = mistakes.length === 0 ? null : 'unused-waiver';
  return {
    name: `hintproof ${command}`,
    seconds: 0,
    properties: [],
    cases: [
      one('everything-decided', open, summary, [summary, ...remarks]),
      one('every-waiver-needed', unused, mistakes.join(' '), unused === null ? ['Yes.'] : mistakes),
    ],
  };
};

const countsOf = (suites: readonly SuiteOfCases[]) => {
  const cases = suites.flatMap((suite) => suite.cases);
  const count = (which: Case['is']) => cases.filter(({ is }) => is === which).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: suites.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
    skipped: count('skipped'),
  };
};

const suiteElement = (suite: SuiteOfCases): string =>
  element('testsuite', { name: suite.name, ...countsOf([suite]) }, [
    ...(suite.properties.length === 0
      ? []
      : [
          '\n    ',
          element('properties', {}, suite.properties.map((one) => `\n      ${one}`).concat('\n    ')),
        ]),
    ...suite.cases.map((one) => `\n    ${one.element}`),
    '\n  ',
  ]);

export const junit = (told: Told): string => {
  const suites = [...told.suites.map(ofPolicy), ofAll(told)];
  // The older schema knows no `skipped` of all suites.
  const { skipped: _, ...counts } = countsOf(suites);
  const inside = suites.map((suite) => `\n  ${suiteElement(suite)}`);
  const root = element('testsuites', { name: `hintproof ${told.command}`, ...counts }, [...inside, '\n']);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
};
