/** What stands for all names beyond those that are told apart. */
export const OTHER = 'other';

const MAX_CHARACTERS = 64;

/** A name as a label may bear it: short, of letters, digits and a few signs. */
export const cleanName = (name: string): string =>
  name.slice(0, MAX_CHARACTERS).replaceAll(/[^\w.@/+-]/g, '_');

/** Tells apart the first so many names that come, and those that are known beforehand, so that labels stay few. */
export class BoundedNames {
  readonly #most: number;
  readonly #known: Set<string>;
  readonly #come = new Set<string>();

  constructor(most: number, known: Iterable<string> = []) {
    this.#most = most;
    this.#known = new Set(known);
  }

  /** The name itself, if it is told apart from others. */
  of(name: string): string {
    if (this.#known.has(name) || this.#come.has(name)) return name;
    const clean = cleanName(name);
    if (this.#come.has(clean)) return clean;
    if (this.#come.size >= this.#most) return OTHER;
    this.#come.add(clean);
    return clean;
  }
}
