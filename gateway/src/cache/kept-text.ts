import type { Kept, Stamp } from './cache-store.ts';

/** An entry as lines: what decides about it, then itself. Tags have neither spaces nor `@`. */
export const textOf = ({ text, since, expiresAtMs, tags }: Kept): string =>
  `${since} ${expiresAtMs} ${[...tags].map(([tag, from]) => `${tag}@${from}`).join(' ')}\n${text}`;

function tagOf(part: string): [string, Stamp] {
  const end = part.lastIndexOf('@');
  return [part.slice(0, end), Number(part.slice(end + 1))];
}

/** The entry that a text stands for; none for an empty one. */
export function entryIn(value: string): Kept | undefined {
  const end = value.indexOf('\n');
  if (end === -1) return undefined;
  const [since, expiresAtMs, ...tags] = value.slice(0, end).split(' ');
  return {
    text: value.slice(end + 1),
    since: Number(since),
    expiresAtMs: Number(expiresAtMs),
    tags: new Map(tags.map(tagOf)),
  };
}
