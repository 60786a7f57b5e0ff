/** The properties that a finite run breaks or fulfils: those that have questions about states and steps. */
import { properties, propertyNamed } from '../properties/index.ts';
import type { FiniteProperty, Property } from '../properties/property.ts';
import { isLongRun } from '../properties/property.ts';

const asksStates = (property: Property): property is FiniteProperty => !isLongRun(property);

export const finiteProperties: readonly FiniteProperty[] = properties.filter(asksStates);

export const finiteNamed = (id: string): FiniteProperty => {
  const property = propertyNamed(id);
  if (property === undefined || !asksStates(property))
    throw new Error(`no such property is asked of states: ${id}`);
  return property;
};
