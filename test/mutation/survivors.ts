/** The mutants that no test catches, and why: docs/mutation.md shows them. */
import type { Mutant } from './report.ts';

export interface Explained extends Mutant {
  readonly why: string;
}

const cond = 'ConditionalExpression';

export const explained: readonly Explained[] = [
  {
    file: 'properties/safe/programmed-from-hint.ts',
    mutator: cond,
    code: "label.is !== 'program'",
    becomes: 'true',
    why: 'A `program` step would be watched, too, and change nothing in what is remembered.',
  },
  {
    file: 'properties/safe/programmed-from-hint.ts',
    mutator: cond,
    code: "label.is === 'writeRoute'",
    becomes: 'true',
    why: 'The property is asked of `program` and `writeRoute` only, and the line before has answered for `program`.',
  },
  {
    file: 'properties/locality/local-after-programming.ts',
    mutator: cond,
    code: 'from !== null',
    becomes: 'true',
    why: 'Where both sides of the comparison are `null`, it writes `null` over `null`.',
  },
  {
    file: 'properties/safe/hint-survives-coalescing.ts',
    mutator: cond,
    code: 'vcpu !== where',
    becomes: 'true',
    why: 'What is pending where it should be was compared two lines before, and was another hint.',
  },
  {
    file: 'properties/safe/no-lost-interrupt.ts',
    mutator: cond,
    code: 'cells.pending(cells.route) !== null',
    becomes: 'false',
    why: 'The route names one of the VCPUs that are looked at next: it is only looked at first, which is quicker.',
  },
  {
    file: 'properties/safe/no-stuck-handler.ts',
    mutator: 'LogicalOperator',
    code: "label.is !== 'take' && 'source' in label",
    becomes: "label.is !== 'take' || 'source' in label",
    why: 'No `take` is enabled where a handler is in service, and the source is compared in the end.',
  },
  {
    file: 'properties/safe/no-stuck-handler.ts',
    mutator: cond,
    code: "label.is !== 'take'",
    becomes: 'true',
    why: 'No `take` is enabled where a handler is in service, which is the premise.',
  },
  {
    file: 'properties/safe/no-stuck-handler.ts',
    mutator: cond,
    code: 'other !== vcpu',
    becomes: 'true',
    why: 'Asked only where the handler on `vcpu` itself is `handling`, and so holds no mask.',
  },
  {
    file: 'properties/origins.ts',
    mutator: cond,
    code: "target === 'mask'",
    becomes: 'true',
    why: 'A mask that is not the target is open, or opens: it holds no hint, and its origin becomes `null`, as it is.',
  },
  {
    file: 'properties/origins.ts',
    mutator: cond,
    code: 'chosen !== null',
    becomes: 'true',
    why: 'A route is never `null`, so that it is not what was chosen.',
  },
  {
    file: 'properties/pipeline.ts',
    mutator: cond,
    code: "label.is === 'unmaskSource'",
    becomes: 'true',
    why: 'In other steps a mask that owes is masked, and what arrives there is of no account to those who ask.',
  },
];
