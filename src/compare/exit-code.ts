/** What a comparison comes to in one number: 0 nothing is worse, 1 something is, 3 unfinished, 4 vacuous. */
import { exitCodeOf as exitCodeOfCheck } from '../results/exit-code.ts';
import type { ExitCode } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import type { Behaviour, PropertyChange } from './report.ts';
import { isOpen } from './verdicts.ts';

/** 1 before 3 before 4 before 0. Whatever is open of the price changes no verdict. */
export const exitCodeOf = (
  verdicts: readonly PropertyChange[],
  behaviour: Behaviour,
  candidate: readonly Run[],
  unfinished: boolean,
): ExitCode => {
  if (verdicts.some(({ counts }) => counts)) return 1;
  if (unfinished || verdicts.some(isOpen) || behaviour.relation === 'unfinished') return 3;
  return exitCodeOfCheck(candidate, false) === 4 ? 4 : 0;
};
