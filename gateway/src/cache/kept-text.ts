import type { Kept } from './cache-store.ts';

/** Writes what is kept as one text: a line of what decides about it, then itself. Tags have no spaces. */
export const writeKept = ({ text, since, expiresAtMs, tags }: Kept): string =>
  `${since} ${expiresAtMs} ${tags.join(' ')}\n${text}`;

/** Reads it again; undefined for what nothing of ours has written. */
export function readKept(value: string): Kept | undefined {
  const end = value.indexOf('\n');
  const [since, expiresAtMs, ...tags] = value.slice(0, Math.max(end, 0)).split(' ');
  const kept = { text: value.slice(end + 1), since: Number(since), expiresAtMs: Number(expiresAtMs), tags };
  return end > 0 && Number.isSafeInteger(kept.since) && Number.isSafeInteger(kept.expiresAtMs)
    ? kept
    : undefined;
}
