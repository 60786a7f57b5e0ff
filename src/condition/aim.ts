/** What a trace is sought for: a property, or a condition of the user's. */
import { match } from 'ts-pattern';
import { propertyNamed } from '../../properties/index.ts';
import type { Property } from '../../properties/property.ts';
import { UserError } from '../errors.ts';
import { parseCondition, propertyOf as propertyOfCondition } from './index.ts';

export type SeekAim =
  | { readonly is: 'property'; readonly id: string }
  | {
      readonly is: 'condition';
      readonly text: string;
      /** Where the user wrote it, for errors. */
      readonly place: string;
    };

/**
 * A condition is a `sometimes` like any other.
 *
 * @throws {UserError} if there is no such property, or the condition can't be read
 */
export const propertyOf = (aim: SeekAim): Property =>
  match(aim)
    .with({ is: 'property' }, ({ id }) => {
      const property = propertyNamed(id);
      if (property === undefined) throw new UserError('property', `there is no property '${id}'`);
      return property;
    })
    .with({ is: 'condition' }, ({ place, text }) => propertyOfCondition(parseCondition(place, text)))
    .exhaustive();
