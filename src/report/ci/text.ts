/** Small things that all formats for continuous integration need. */
import { posix, sep } from 'node:path';
import { oneLine, visible } from '../../printable.ts';
import type { Chosen } from '../../results/request.ts';
import { lookOf } from '../text.ts';
import { textFormat } from '../trace/text.ts';
import type { Entry, Suite } from './told.ts';

/** Texts in files look the same wherever they are made. */
export const fileLook = lookOf(false, 110);

/** A text that is never broken into lines. */
export const lineLook = lookOf(false, Number.POSITIVE_INFINITY);

/** `in red` → `in red.`; for texts that begin with a name, which must stay as it is. */
export const ended = (text: string): string => text + (/[.!?]$/.test(text) ? '' : '.');

/** `in red` → `In red.` */
export const asSentence = (text: string): string => ended(text.charAt(0).toUpperCase() + text.slice(1));

/**
 * The module that a policy is from, as others name it: `./policies/mine.ts` → `policies/mine.ts`. Nobody else has files at
 * revisions, and what is in git is named from the root.
 */
export const fileOf = (chosen: Chosen): string | null => {
  if (chosen.is === 'built-in') return null;
  const { file, revision } = chosen.bundle;
  return posix.normalize(revision === null ? file.split(sep).join('/') : revision.path);
};

/** `no-stale-hint, policies/mine.ts` */
export const titleOf = ({ id }: Entry, { policy }: Suite): string => `${id}, ${oneLine(policy)}`;

/** What came of it, and why that is not wrong, or is accepted. */
export const outcomeOf = ({ outcome, waived }: Entry): string =>
  waived === null ? outcome : `${outcome}; waived: ${waived}`;

/** The trace with all that belongs to it, or else what came of it, and the command. */
export const detailsOf = (entry: Entry): string => {
  const { sentence, story, repeat } = entry;
  const told =
    story === null
      ? [sentence, '', asSentence(outcomeOf(entry)), ...(repeat === null ? [] : ['', `Repeat it: ${repeat}`])]
      : [
          ...(entry.waived === null ? [] : [`Waived: ${entry.waived}`, '']),
          textFormat(story, fileLook).trimEnd(),
        ];
  return visible(told.join('\n'));
};
