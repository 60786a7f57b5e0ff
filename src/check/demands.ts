/** Which properties a check decides, and which of them count. */
import type { Contract } from '../../model/policies/policy.ts';
import { properties } from '../../properties/index.ts';
import type { Property } from '../../properties/property.ts';
import { UserError } from '../errors.ts';

/** Demanded of every policy. */
const always: readonly Contract[] = ['safe', 'possible'];

const decidable: readonly Contract[] = [...new Set(properties.map(({ contract }) => contract))];

/** A contract that can't be decided must not look as if it were kept. */
export const refuseUndecidable = (place: string, contracts: readonly Contract[]): void => {
  const missing = contracts.find((contract) => !decidable.includes(contract));
  if (missing !== undefined)
    throw new UserError(
      place,
      `this version can't decide the contract '${missing}' yet: liveness needs fairness`,
      `It decides ${decidable.join(', ')}.`,
    );
};

/** Where contracts or properties are named, they are what is decided, and all of it counts. */
export const demandsOf = (
  named: { readonly contracts: readonly Contract[]; readonly properties: readonly string[] },
  policy: string,
  claims: readonly Contract[],
): { readonly chosen: readonly Property[]; readonly isDemanded: (property: Property) => boolean } => {
  refuseUndecidable(`${policy}: claims`, claims);
  const isNamed = ({ id, contract }: Property) =>
    named.properties.includes(id) || named.contracts.includes(contract);
  const all = named.properties.length + named.contracts.length === 0;
  return {
    chosen: all ? properties : properties.filter(isNamed),
    isDemanded: (property) =>
      !all || always.includes(property.contract) || claims.includes(property.contract),
  };
};
