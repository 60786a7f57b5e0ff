/** The ids in a condition, by their form. Whether a topology has them is asked later. */
import type { Cursor } from './cursor.ts';
import { refuse } from './cursor.ts';
import type { Named } from './tree.ts';

const number = '(?:0|[1-9]\\d*)';

const forms: Readonly<
  Record<Named['is'], { readonly noun: string; readonly pattern: RegExp; readonly as: string }>
> = {
  cpu: { noun: 'a host CPU', pattern: new RegExp(`^cpu${number}$`), as: 'cpu0' },
  vcpu: { noun: 'a VCPU', pattern: new RegExp(`^vm${number}\\.vcpu${number}$`), as: 'vm0.vcpu0' },
  target: { noun: 'a VCPU', pattern: new RegExp(`^vm${number}\\.vcpu${number}$`), as: 'vm0.vcpu0' },
  source: {
    noun: 'a source',
    pattern: new RegExp(`^vm${number}\\.[\\w-]+\\.[\\w-]+$`),
    as: 'vm0.dev0.e0, the VM, its device and the type of event',
  },
};

/**
 * Reads an id of a kind.
 *
 * @param others words that would have done, too
 * @param remedy what would have done, in a sentence
 */
export const readName = (
  cursor: Cursor,
  is: Named['is'],
  others: readonly string[] = [],
  remedy = '',
): Named => {
  const token = cursor.peek();
  const { noun, pattern, as } = forms[is];
  if (token.is !== 'word' || !pattern.test(token.text))
    throw refuse(token, noun, others, remedy === '' ? `It is written as ${as}.` : remedy);
  cursor.next();
  return { is, name: token.text, at: token.at };
};
