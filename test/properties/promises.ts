/** The promises about the long run, one by one: for tests of what they say of a step, and of a run. */
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { LongRunProperty, RunQuestion } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { inFull } from './scripted.ts';

export const machineIn = (scope: string, axes: Short = {}): Machine => machineOf(configuration(scope, axes));

export const promise = (id: string): LongRunProperty => {
  const property = propertyNamed(id);
  if (property === undefined || !isLongRun(property)) throw new Error(`${id} is not about the long run`);
  return property;
};

/** The question about that subject, in short. */
export const questionOf = ({ runs }: LongRunProperty, { setup }: Machine, subject: string): RunQuestion => {
  const questions = runs(setup);
  const question = questions.find((one) => one.subject === inFull(subject));
  if (question === undefined)
    throw new Error(`it is about ${questions.map((one) => one.subject).join('; ')}`);
  return question;
};
