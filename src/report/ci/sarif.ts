/**
 * SARIF 2.1.0, for GitHub's code scanning and every viewer of static analysis.
 *
 * What is kept has no result: GitHub shows an alert for every result, whatever its kind is. It refuses a file in which a
 * result has no place, so that a policy of ours, which is no file of the user's, is found in the configuration file.
 */
import type { Invocation, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { propertyNamed } from '../../../properties/index.ts';
import { oneLine } from '../../printable.ts';
import { message, resultOf } from './sarif-result.ts';
import { outcomeOf, titleOf } from './text.ts';
import type { Entry, Suite, Told } from './told.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

const ruleOf = ({ id, contract, kind, sentence }: Entry): ReportingDescriptor => {
  const source = propertyNamed(id)?.source;
  const help = [sentence, `Contract: ${contract}. Kind: ${kind}.`, ...(source ? [`Source: ${source}`] : [])];
  return {
    id,
    shortDescription: message(sentence),
    fullDescription: message(sentence),
    help: message(help.join('\n')),
    defaultConfiguration: { level: 'error' },
    properties: { tags: [contract, kind] },
  };
};

/** The configuration file in which a policy of ours is named. */
const usualConfig = 'hintproof.config.ts';

const pairsIn = ({ suites }: Told): readonly (readonly [Entry, Suite])[] =>
  suites.flatMap((suite) => suite.entries.map((entry) => [entry, suite] as const));

const notificationsOf = (told: Told): Notification[] => {
  const open = pairsIn(told).filter(([{ standing }]) => standing === 'unfinished' || standing === 'vacuous');
  return [
    ...open.map(
      ([entry, suite]): Notification => ({
        level: 'warning',
        message: message(`${titleOf(entry, suite)}: ${outcomeOf(entry)}`),
        associatedRule: { id: entry.id },
      }),
    ),
    ...(told.isDecided ? [] : [{ level: 'error', message: message(told.summary) } satisfies Notification]),
    ...told.remarks.map((remark): Notification => ({ level: 'note', message: message(oneLine(remark)) })),
  ];
};

const invocationOf = (told: Told): Invocation => ({
  // A budget that ended leaves out what an earlier run may have found, whatever was found before.
  executionSuccessful:
    !told.isCut &&
    told.exitCode !== 3 &&
    told.suites.every(({ entries }) => entries.every(({ standing }) => standing !== 'unfinished')),
  exitCode: told.exitCode,
  exitCodeDescription: oneLine(told.summary),
  toolExecutionNotifications: notificationsOf(told),
  toolConfigurationNotifications: told.mistakes.map(
    (mistake): Notification => ({ level: 'error', message: message(oneLine(mistake)) }),
  ),
});

export const sarif = (told: Told): string => {
  const pairs = pairsIn(told);
  const ids = [...new Set(pairs.map(([{ id }]) => id))];
  const rules = ids.map((id) => ruleOf(pairs.find(([entry]) => entry.id === id)![0]));
  const results = pairs.flatMap(([entry, suite]): readonly Result[] =>
    resultOf(entry, suite, ids.indexOf(entry.id), told.config ?? usualConfig),
  );
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'hintproof', version: told.version, semanticVersion: told.version, rules },
        },
        // A check and a comparison are two analyses of one tool: neither takes the other's place.
        automationDetails: { id: `hintproof ${told.command}/` },
        invocations: [invocationOf(told)],
        originalUriBaseIds: {
          '%SRCROOT%': { description: message('The directory in which hintproof ran.') },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};
