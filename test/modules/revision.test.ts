import { describe, expect, it } from 'vitest';
import { calledIn, revisionIn } from '../../src/modules/revision.ts';

describe('a name at a revision', () => {
  it.each([
    ['main:policies/mine.ts', 'main', 'policies/mine.ts'],
    ['HEAD~3:./mine.ts', 'HEAD~3', './mine.ts'],
    ['v1.2:a:b.ts', 'v1.2', 'a:b.ts'],
    ['HEAD^{/fix: the hint}:mine.ts', 'HEAD^{/fix: the hint}', 'mine.ts'],
    ['main@{2026-01-02 03:04:05}:mine.ts', 'main@{2026-01-02 03:04:05}', 'mine.ts'],
    ['c:mine.ts', 'c', 'mine.ts'],
    ['-x:mine.ts', '-x', 'mine.ts'],
  ])('%s', (name, revision, path) => {
    expect(revisionIn(name, 'linux')).toEqual({ revision, path });
  });

  it.each(['mine.ts', ':mine.ts', 'main:', 'C:\\mine.ts', 'C:/mine.ts', 'https://example.org/mine.ts'])(
    'is not %s',
    (name) => {
      expect(revisionIn(name, 'linux')).toBeNull();
    },
  );

  it('is no drive of Windows either', () => {
    expect(revisionIn('c:mine.ts', 'win32')).toBeNull();
    expect(revisionIn('main:mine.ts', 'win32')).not.toBeNull();
  });
});

describe('a file beside a module', () => {
  const revision = { revision: 'v1', path: 'policies/mine.ts', root: null };
  it.each([
    ['lib/a.ts', 'v1:policies/lib/a.ts'],
    ['../shared.ts', 'v1:shared.ts'],
    // what is no part of the revision is not said to be
    ['../node_modules/a/b.js', 'node_modules/a/b.js'],
    ['../../else/where.js', '../else/where.js'],
  ])('%s', (source, called) => {
    expect(calledIn({ file: 'v1:./mine.ts', revision }, source)).toBe(called);
  });

  it('in the working tree has a path', () => {
    expect(calledIn({ file: 'policies/mine.ts', revision: null }, '../shared.ts')).toBe('shared.ts');
  });
});
