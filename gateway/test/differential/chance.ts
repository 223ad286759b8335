import { crc32 } from 'node:zlib';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A non-negative 32-bit number that depends on the words alone. */
export function hash(...words: readonly (string | number)[]): number {
  // the checksum alone is linear: near words would have near numbers
  let mixed = crc32(words.join('\u0000'));
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Whether something happens that happens in so many of a thousand cases. */
export const happens = (perMille: number, ...words: readonly (string | number)[]): boolean =>
  hash('happens', ...words) % 1000 < perMille;

/** The item that the words choose. @throws RangeError when there is none */
export function choose<Item>(items: readonly Item[], ...words: readonly (string | number)[]): Item {
  if (items.length === 0) throw new RangeError('Nothing to choose from');
  return items[hash('choose', ...words) % items.length] as Item;
}

/** Numbers in a row that depend on the seed's words alone. */
export class Chance {
  readonly #generator;

  constructor(...words: readonly (string | number)[]) {
    this.#generator = xoroshiro128plus(hash(...words));
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    return uniformInt(this.#generator, 0, limit - 1);
  }

  /** True in so many of a hundred cases. */
  percent(of: number): boolean {
    return this.below(100) < of;
  }

  /** One of the items. @throws RangeError when there is none */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('Nothing to pick from');
    return items[this.below(items.length)] as Item;
  }
}
