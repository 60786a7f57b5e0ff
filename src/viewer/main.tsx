/** Where the page begins: the story is in the page as JSON. */
import { render } from 'preact';
import type { Story } from '../results/story.ts';
import { App } from './app.tsx';

const textIn = (id: string): string => document.getElementById(id)?.textContent ?? '';

render(<App story={JSON.parse(textIn('story')) as Story} />, document.getElementById('page')!);
