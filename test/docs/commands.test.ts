/**
 * What the documentation shows is so: its links lead somewhere, its examples are the files, its scripts exist. Its
 * commands are run by test/cli/transcripts.test.ts, which looks into `console` blocks: so there must be none elsewhere.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const textOf = (page: string): string => readFileSync(page, 'utf8');

/** The fenced blocks of a page: the word after the fence, and what is inside. */
const blocksIn = (page: string) =>
  [...textOf(page).matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, kind = '', inside = '']) => ({
    kind,
    inside,
  }));

/** The anchor that a heading gets: `What it is in KVM and QEMU` → `what-it-is-in-kvm-and-qemu` */
const anchorsIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const linksIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !target.startsWith('http'));

describe.each(pages)('%s', (page) => {
  it('has links that lead somewhere', () => {
    const broken = linksIn(page).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(target) || (anchor !== undefined && !anchorsIn(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('has no command that is not run', () => {
    const elsewhere = blocksIn(page)
      .filter(({ kind }) => kind !== 'console')
      .flatMap(({ inside }) => inside.split('\n').filter((line) => /^(\$ )?(npx )?hintproof /.test(line)));
    expect(elsewhere).toEqual([]);
  });

  it('names scripts that there are', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: object };
    const named = [...textOf(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('shows examples as they are', () => {
    const modules = blocksIn(page).filter(({ inside }) =>
      /export default define|from 'hintproof\/vitest'/.test(inside),
    );
    const examples = readdirSync('docs/examples', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => textOf(join('docs/examples', name)));
    for (const { inside } of modules) expect(examples).toContain(inside);
  });
});
