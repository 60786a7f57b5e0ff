/** The trace files of a check: one for every violation, demanded or not. */
import { join } from 'node:path';
import type { CheckReport, CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import { printTraceFile, traceFileOf } from './file.ts';
import { safe } from './names.ts';

export interface FileToWrite {
  readonly policy: string;
  readonly property: string;
  readonly file: string;
  readonly content: string;
}

/** Names that differ only in what is not safe, or in case, get a number. */
const distinct = (names: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name}-${count}`;
  });
};

/** The policy and the guest of a run, with their modules. */
export const partiesOf = (
  request: CheckRequest,
  run: Run,
): { readonly policy: Chosen; readonly rung: Rung } => ({
  policy: request.policies.find((policy) => nameOf(policy) === run.policy)!,
  rung: request.rungs.find(({ guest }) => nameOf(guest) === run.guest)!,
});

/** The content of every file; nothing is written yet. */
export const traceFilesOf = (
  directory: string,
  request: CheckRequest,
  { runs }: CheckReport,
  version: string,
): readonly FileToWrite[] => {
  const { maxMemories } = request.limits;
  const names = [...new Set(runs.map(({ policy }) => policy))];
  const bases = new Map(distinct(names.map(safe)).map((base, i) => [names[i]!, base]));
  return runs.flatMap((run) =>
    run.properties.flatMap((property) => {
      const { trace } = property;
      if (property.result !== 'violated' || trace === null) return [];
      const saved = { version, ...partiesOf(request, run), run, maxMemories, property, trace };
      const file = join(directory, `${bases.get(run.policy)}.${property.id}.json`);
      const content = printTraceFile(traceFileOf(saved, directory));
      return [{ policy: run.policy, property: property.id, file, content }];
    }),
  );
};
