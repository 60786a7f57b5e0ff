/** One property of one policy as a result of SARIF, with the trace as a code flow. */
import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeFlow, Location, PhysicalLocation, Result, ThreadFlowLocation } from 'sarif';
import { match } from 'ts-pattern';
import { canonical } from '../../engine/values.ts';
import { closingInWords, isTelling } from '../../picture/loop.ts';
import { visible } from '../../printable.ts';
import type { Story } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';
import { isShown, valueInWords } from '../../words/cells.ts';
import { ended, outcomeOf, titleOf } from './text.ts';
import type { Entry, Standing, Suite } from './told.ts';

/** Braces would be placeholders (§3.11.5), and what looks like a link would be one (§3.11.6). */
export const message = (text: string): { readonly text: string } => ({
  text: visible(text).replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '\\]('),
});

const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** Half a character, which a URI can't have, becomes the sign that stands for one. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** A file's URI: relative to where the command ran, which is the root of a checkout, unless the path is absolute. */
const physical = (file: string): PhysicalLocation => ({
  artifactLocation: isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: wellFormed(file).split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
  // GitHub requires a line.
  region: { startLine: 1 },
});

const locationOf = ({ policy, file }: Suite, config: string): Location => ({
  physicalLocation: physical(file ?? config),
  ...(file === null
    ? {
        message: message(`${policy} is a policy of hintproof's own.`),
        logicalLocations: [{ name: policy, fullyQualifiedName: `hintproof/policies/${policy}` }],
      }
    : {}),
});

/** The values of the cells that a step changed, by name. */
const stateAfter = (cells: readonly { readonly cell: string; readonly value: unknown }[]) =>
  Object.fromEntries(
    cells
      .filter(({ cell }) => isShown(cell))
      .map(({ cell, value }) => [cell, message(valueInWords(cell, value))] as const),
  );

const codeFlowOf = (story: Story, location: PhysicalLocation): CodeFlow => {
  const { initially, steps, told } = story;
  const closing = closingInWords(story);
  const locations = steps.map(({ action, changes }, i): ThreadFlowLocation => {
    const isLast = i === steps.length - 1;
    const found = isLast && told !== null ? `${action}: found ${told.found}` : action;
    const text = isLast && closing !== null ? `${found}; ${closing}` : found;
    return {
      // Viewers want a place for each step; the model's own code is not in the user's repository.
      location: { physicalLocation: location, message: message(text) },
      module: actorOf(action),
      executionOrder: i + 1,
      importance: isTelling(story, i + 1) ? 'essential' : 'important',
      state: stateAfter(changes.map(({ cell, to }) => ({ cell, value: to }))),
    };
  });
  return { threadFlows: [{ initialState: stateAfter(initially), locations }] };
};

const textOf = (entry: Entry, suite: Suite): string => {
  const told = entry.story?.told ?? null;
  const closing = entry.story && closingInWords(entry.story);
  return [
    ended(`${titleOf(entry, suite)}: ${outcomeOf(entry)}`),
    entry.sentence,
    ...(told === null ? [] : [`Expected: ${ended(told.expected)}`, `Found: ${ended(told.found)}`]),
    ...(closing === null ? [] : [`At the end: ${ended(closing)}`]),
    ...(entry.repeat === null ? [] : [`Repeat it: ${entry.repeat}`]),
  ].join('\n');
};

/** The spec's words: `open` is for tools that prove, where they could not decide; such a result has no level. */
const judgement = (standing: Standing): Pick<Result, 'kind' | 'level'> | null =>
  match(standing)
    .returnType<Pick<Result, 'kind' | 'level'> | null>()
    .with('violated', 'waived', () => ({ kind: 'fail', level: 'error' }))
    .with('unclaimed', () => ({ kind: 'fail', level: 'note' }))
    .with('unfinished', 'vacuous', () => ({ kind: 'open', level: 'none' }))
    .with('kept', 'idle', () => null)
    .exhaustive();

/**
 * The same violation has the same fingerprint whenever it is found. GitHub takes the first line of the file in its
 * place, and would take two policies of ours, both found in one configuration file, for one.
 */
const fingerprints = ({ id, where }: Entry, { policy, file }: Suite): Readonly<Record<string, string>> => ({
  'hintproof/v1': hash({ property: id, policy: file ?? policy, ...where }),
  ...(file === null ? { primaryLocationLineHash: hash({ property: id, policy }) } : {}),
});

/** One result, or none where nothing is wrong or open. */
export const resultOf = (
  entry: Entry,
  suite: Suite,
  ruleIndex: number,
  config: string,
): readonly Result[] => {
  const judged = judgement(entry.standing);
  if (judged === null) return [];
  const { id, waived, story, where } = entry;
  const location = locationOf(suite, config);
  return [
    {
      ruleId: id,
      ruleIndex,
      ...judged,
      message: message(textOf(entry, suite)),
      locations: [location],
      ...(story === null || story.steps.length === 0
        ? {}
        : { codeFlows: [codeFlowOf(story, location.physicalLocation!)] }),
      partialFingerprints: { ...fingerprints(entry, suite) },
      // Either all results have them, or none (§3.27.23).
      suppressions:
        waived === null ? [] : [{ kind: 'external', status: 'accepted', justification: visible(waived) }],
      properties: { policy: suite.policy, contract: entry.contract, ...where },
    },
  ];
};
