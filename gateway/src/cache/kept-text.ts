import type { Kept, Stamp } from './cache-store.ts';

/** Redis serves nobody else while it takes these. */
const AT_ONCE = { entries: 1_000, characters: 1_000_000 };

/** An entry as lines: what decides about it, then itself. Tags have neither spaces nor `@`. */
const textOf = ({ text, since, expiresAtMs, tags }: Kept): string =>
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

/** Entries and their keys as lines, in texts that may be sent at once. */
export function batches(entries: readonly (readonly [key: string, entry: Kept])[]): string[] {
  const texts: string[] = [];
  let lines: string[] = [];
  let characters = 0;
  const finish = () => {
    if (lines.length > 0) texts.push(lines.join('\n'));
    [lines, characters] = [[], 0];
  };
  for (const [key, entry] of entries) {
    const text = `${key}\n${textOf(entry)}`;
    if (lines.length >= AT_ONCE.entries || characters + text.length > AT_ONCE.characters) finish();
    lines.push(text);
    characters += text.length;
  }
  finish();
  return texts;
}
