/** Values as small integers: equal data, equal number. */

/** JSON with the keys in order, so that data compare as data. */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))}`);
  return `{${entries.join(',')}}`;
};

/** Everything that one cell was ever seen to hold. */
export class Values {
  readonly #ids = new Map<string, number>();
  readonly #values: unknown[] = [];

  idOf(value: unknown): number {
    const key = canonical(value);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  at(id: number): unknown {
    return this.#values[id];
  }
}
