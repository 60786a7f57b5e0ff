/** Which properties a check decides, and which of them count. */
import type { Contract } from '../../model/policies/policy.ts';
import { properties } from '../../properties/index.ts';
import type { Property } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import type { Rung } from './request.ts';

/** Demanded of every policy. */
const always: readonly Contract[] = ['safe', 'possible'];

/** Those of some properties that are decided on a rung. */
export const askedOn = ({ finiteOnly }: Pick<Rung, 'finiteOnly'>, properties: readonly Property[]) =>
  properties.filter((property) => !finiteOnly || !isLongRun(property));

/** Where contracts or properties are named, they are what is decided, and all of it counts. */
export const demandsOf = (
  named: { readonly contracts: readonly Contract[]; readonly properties: readonly string[] },
  claims: readonly Contract[],
): { readonly chosen: readonly Property[]; readonly isDemanded: (property: Property) => boolean } => {
  const isNamed = ({ id, contract }: Property) =>
    named.properties.includes(id) || named.contracts.includes(contract);
  const all = named.properties.length + named.contracts.length === 0;
  return {
    chosen: all ? properties : properties.filter(isNamed),
    isDemanded: (property) =>
      !all || always.includes(property.contract) || claims.includes(property.contract),
  };
};
