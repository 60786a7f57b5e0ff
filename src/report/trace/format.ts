/** What a format of a trace is: a function from its story to the text of a file. */
import type { Story } from '../../results/story.ts';
import type { Look } from '../text.ts';

/** A format that is no text for readers does not care how it looks. */
export type TraceFormat = (story: Story, look: Look) => string;
