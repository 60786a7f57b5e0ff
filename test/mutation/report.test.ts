/** What is made of a report of Stryker's: figures for docs/mutation.md, and complaints. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { askedOfCompiler } from './compiler.ts';
import { complaints, figures, withFigures } from './page.ts';
import type { Report } from './report.ts';
import { survivorsIn, tallies } from './report.ts';
import { explained } from './survivors.ts';

const at = (line: number, from: number, to: number) => ({
  start: { line, column: from },
  end: { line, column: to },
});

const report: Report = {
  config: { mutate: ['model/**'] },
  files: {
    'model/guests/any.ts': {
      source: 'const a = 1 || 2;\nconst b = 1 || 2;\n',
      mutants: [
        {
          mutatorName: 'LogicalOperator',
          replacement: '1 && 2',
          status: 'Survived',
          location: at(1, 11, 17),
        },
        {
          mutatorName: 'LogicalOperator',
          replacement: '1 && 2',
          status: 'NoCoverage',
          location: at(2, 11, 17),
        },
        {
          mutatorName: 'ConditionalExpression',
          replacement: 'true',
          status: 'Killed',
          location: at(1, 11, 17),
        },
        {
          mutatorName: 'ConditionalExpression',
          replacement: 'false',
          status: 'Timeout',
          location: at(1, 11, 17),
        },
      ],
    },
    'model/same.ts': {
      source: 'f({\n  a,\n})\n',
      mutants: [
        {
          mutatorName: 'ObjectLiteral',
          replacement: '{}',
          status: 'Killed',
          location: { start: { line: 1, column: 3 }, end: { line: 3, column: 2 } },
        },
        { mutatorName: 'StringLiteral', status: 'Ignored', statusReason: 'words', location: at(2, 3, 4) },
      ],
    },
  },
};

const survivor = {
  file: 'model/guests/any.ts',
  mutator: 'LogicalOperator',
  code: '1 || 2',
  becomes: '1 && 2',
};
const why = 'Equivalent: both are true.';

describe('a report', () => {
  it('is counted by folder, without what was left out', () => {
    expect(tallies(report)).toEqual([
      { folder: 'model/', mutants: 1, killed: 1, timedOut: 0, refused: 0, survived: 0 },
      { folder: 'model/guests/', mutants: 4, killed: 1, timedOut: 1, refused: 0, survived: 2 },
    ]);
  });

  it('has survivors by what they change, each once', () => expect(survivorsIn(report)).toEqual([survivor]));

  it('has code that spans lines on one', () => {
    const { source, mutants } = report.files['model/same.ts']!;
    const mutant = { ...mutants[0]!, status: 'Survived' };
    const files = { 'model/same.ts': { source, mutants: [mutant] } };
    expect(survivorsIn({ ...report, files })[0]).toMatchObject({ code: '{ a, }', becomes: '{}' });
  });

  it('becomes tables', () => {
    const made = figures(report, [{ ...survivor, why }]);
    expect(made).toContain('| `model/guests/` | 50.0 % | 4 | 1 | 1 | 0 | 2 |');
    expect(made).toContain('| **all** | 60.0 % | 5 | 2 | 1 | 0 | 2 |');
    expect(made).toContain('| 1 | words |');
    expect(made).toContain(`| \`model/guests/any.ts\` | \`\` 1 \\|\\| 2 \`\` | \`\` 1 && 2 \`\` | ${why} |`);
  });
});

describe('the compiler', () => {
  it('is asked of survivors, and only of them', () => {
    const source = readFileSync('model/same.ts', 'utf8');
    const line = source.split('\n').findIndex((text) => text.includes('return false;')) + 1;
    const column = source.split('\n')[line - 1]!.lastIndexOf('false') + 1;
    const mutants = ['true', "''", 'undefined'].flatMap((replacement) =>
      ['Survived', 'Killed'].map((status) => ({
        ...{ mutatorName: 'X', replacement, status, location: at(line, column, column + 'false'.length) },
      })),
    );
    const asked = askedOfCompiler(
      { ...report, files: { 'model/same.ts': { source, mutants } } },
      process.cwd(),
    );
    expect(asked.files['model/same.ts']!.mutants.map(({ status }) => status)).toEqual([
      ...['Survived', 'Killed', 'CompileError', 'Killed', 'CompileError', 'Killed'],
    ]);
    expect(tallies(asked)).toMatchObject([{ mutants: 6, killed: 3, refused: 2, survived: 1 }]);
  }, 60_000);
});

describe('complaints', () => {
  it('there are none where every survivor is explained', () =>
    expect(complaints(report, [{ ...survivor, why }])).toEqual([]));

  it('name a survivor that is not explained', () =>
    expect(complaints(report, [])).toEqual([
      'survived, and is not explained: model/guests/any.ts, LogicalOperator: 1 || 2 → 1 && 2',
    ]));

  it('name an explanation of one that did not survive', () => {
    const gone = { ...survivor, becomes: 'true', why };
    expect(complaints(report, [{ ...survivor, why }, gone])).toEqual([
      'is explained, and did not survive: model/guests/any.ts, LogicalOperator: 1 || 2 → true',
    ]);
  });

  it('say that mutants were not judged', () => {
    const mutants = [{ mutatorName: 'X', status: 'RuntimeError', location: at(1, 1, 2) }];
    const files = { 'model/same.ts': { source: 'a', mutants } };
    expect(complaints({ ...report, files }, [])).toEqual(['1 mutants could not be judged']);
  });
});

describe('docs/mutation.md', () => {
  const page = readFileSync('docs/mutation.md', 'utf8');

  it('has a place for the figures, which are replaced', () => {
    const once = withFigures(page, 'some figures');
    expect(once).toContain('\n\nsome figures\n\n');
    expect(withFigures(once, 'other figures')).toBe(once.replace('some figures', 'other figures'));
    expect(() => withFigures('# Another page', '')).toThrow('no place for the figures');
  });

  it('explains the survivors that are known', () => {
    for (const { file, why } of explained) {
      expect(page).toContain(`| \`${file}\` |`);
      expect(page).toContain(`| ${why} |`);
    }
  });
});
