/** Something that is counted, one for each set of label values. */
export type Series<Value> = { labels: Record<string, string>; value: Value };

/**
 * What is counted under each set of label values, as plain numbers: prom-client hashes the labels each time that it
 * counts, which would cost more than some of what is counted here.
 */
export class SeriesMap<Value> {
  readonly #names: readonly string[];
  readonly #make: () => Value;
  readonly #byKey = new Map<string, Series<Value>>();

  constructor(names: readonly string[], make: () => Value) {
    this.#names = names;
    this.#make = make;
  }

  /** What is counted under these values, in the order of the labels' names. */
  of(values: readonly string[]): Value {
    const key = values.length === 1 ? (values[0] as string) : values.join('\n');
    const known = this.#byKey.get(key);
    if (known) return known.value;
    const labels = Object.fromEntries(this.#names.map((name, index) => [name, values[index] ?? '']));
    const value = this.#make();
    this.#byKey.set(key, { labels, value });
    return value;
  }

  all(): Iterable<Series<Value>> {
    return this.#byKey.values();
  }

  clear(): void {
    this.#byKey.clear();
  }
}
