import type { Kept, Stamp } from './cache-store.ts';

/** An entry as lines: what decides about it, then itself. Tags have neither spaces nor `@`. */
export const textOf = ({ text, since, expiresAtMs, tags }: Kept): string =>
  `${since} ${expiresAtMs} ${[...tags].map(([tag, from]) => `${tag}@${from}`).join(' ')}\n${text}`;

function tagOf(part: string): [string, Stamp] {
  const end = part.lastIndexOf('@');
  return [part.slice(0, end), Number(part.slice(end + 1))];
}

/** The entries in lines of as many, an empty one standing for none. */
export function entriesIn(lines: string, count: number): (Kept | undefined)[] {
  const all = lines.split('\n');
  let line = 0;
  return Array.from({ length: count }, () => {
    const header = all[line++];
    if (!header) return undefined;
    const [since, expiresAtMs, ...tags] = header.split(' ');
    const text = all[line++] ?? '';
    return { text, since: Number(since), expiresAtMs: Number(expiresAtMs), tags: new Map(tags.map(tagOf)) };
  });
}
