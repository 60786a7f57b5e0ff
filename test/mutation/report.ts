/** What a run of Stryker came to: its JSON report, by folder, and the mutants that no test caught. */
import * as t from 'io-ts';

const Position = t.type({ line: t.number, column: t.number });

const ReportedMutant = t.intersection([
  t.type({
    mutatorName: t.string,
    status: t.string,
    location: t.type({ start: Position, end: Position }),
  }),
  t.partial({ replacement: t.string, statusReason: t.string }),
]);

/** The part of the mutation testing report schema that is read here. */
export const Report = t.type({
  config: t.type({ mutate: t.array(t.string) }),
  files: t.record(t.string, t.type({ source: t.string, mutants: t.array(ReportedMutant) })),
});
export type Report = t.TypeOf<typeof Report>;

/** A mutant, by what it changes and not by where: lines move. */
export interface Mutant {
  readonly file: string;
  readonly mutator: string;
  /** The code that was replaced, on one line. */
  readonly code: string;
  readonly becomes: string;
}

export interface Tally {
  readonly folder: string;
  /** All that are not only wording. */
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
  /** By the compiler, and by no test. */
  readonly refused: number;
  readonly survived: number;
}

const onOneLine = (code: string): string => code.replaceAll(/\s+/g, ' ').trim();

const codeAt = (source: string, { start, end }: t.TypeOf<typeof ReportedMutant>['location']): string => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return onOneLine(
    lines
      .map((line, i) => line.slice(i === 0 ? start.column - 1 : 0, i === last ? end.column - 1 : undefined))
      .join('\n'),
  );
};

export const survives = (status: string): boolean => status === 'Survived' || status === 'NoCoverage';

/** Each once, however often it occurs in its file, in the order of the report. */
export const survivorsIn = ({ files }: Report): readonly Mutant[] => {
  const found = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => survives(status))
      .map(
        ({ mutatorName, location, replacement = '' }): Mutant => ({
          file,
          mutator: mutatorName,
          code: codeAt(source, location),
          becomes: onOneLine(replacement),
        }),
      ),
  );
  return [...new Map(found.map((mutant) => [keyOf(mutant), mutant])).values()];
};

export const keyOf = ({ file, mutator, code, becomes }: Mutant): string =>
  [file, mutator, code, becomes].join('\n');

const folderOf = (file: string): string => `${file.slice(0, file.lastIndexOf('/'))}/`;

export const tallies = ({ files }: Report): readonly Tally[] => {
  const statuses = Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.map(({ status }) => ({ folder: folderOf(file), status })),
  );
  const folders = [...new Set(statuses.map(({ folder }) => folder))].sort();
  return folders.map((folder) => {
    const count = (isOne: (status: string) => boolean) =>
      statuses.filter((one) => one.folder === folder && isOne(one.status)).length;
    const killed = count((status) => status === 'Killed');
    const timedOut = count((status) => status === 'Timeout');
    const refused = count((status) => status === 'CompileError');
    const survived = count(survives);
    const mutants = killed + timedOut + refused + survived;
    return { folder, mutants, killed, timedOut, refused, survived };
  });
};

/** How many mutants were left out, by the reason. */
export const leftOut = ({ files }: Report): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { status, statusReason = '' } of Object.values(files).flatMap(({ mutants }) => mutants))
    if (status === 'Ignored') counts.set(statusReason, (counts.get(statusReason) ?? 0) + 1);
  return counts;
};

/** Mutants that could not be judged: the run is then no result. */
export const unjudged = ({ files }: Report): number =>
  Object.values(files)
    .flatMap(({ mutants }) => mutants)
    .filter(({ status }) => status === 'Pending' || status === 'RuntimeError').length;
