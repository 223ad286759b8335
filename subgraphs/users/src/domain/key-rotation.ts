import { ACCESS_TOKEN_LIFETIME_MS } from './token-lifetimes.ts';

const HOUR_MS = 3_600_000;

/** A successor is made this long before it signs: a day in the key set, and an hour for caches to see it. */
export const ANNOUNCED_AHEAD_MS = 25 * HOUR_MS;

/** How far the clocks of replicas and verifiers may differ. */
const TOLERANCE_MS = 5 * 60_000;

type KeyTimes = { kid: string; activeFrom: Date };

/** The key that signs: the newest whose time has come. `keys` are ordered by that time. */
export const activeKey = <Key extends KeyTimes>(keys: readonly Key[], now: Date): Key | undefined =>
  keys.findLast((key) => key.activeFrom <= now);

/** What must change in a set of keys: when a new one shall begin to sign, and which are no longer needed. */
export type RotationPlan = { createActiveFrom: Date | null; remove: string[] };

/** Plans the next step of the rotation of a set of keys, ordered by the time from which they sign. */
export function planRotation(keys: readonly KeyTimes[], now: Date, rotationMs: number): RotationPlan {
  const active = activeKey(keys, now);
  if (!active) return { createActiveFrom: now, remove: [] };

  const due = active.activeFrom.getTime() + rotationMs;
  const hasSuccessor = keys.at(-1) !== active;
  const announceable = now.getTime() + ANNOUNCED_AHEAD_MS;
  const lastTokenOf = (index: number) =>
    (keys[index + 1]?.activeFrom.getTime() ?? Infinity) + ACCESS_TOKEN_LIFETIME_MS + TOLERANCE_MS;
  return {
    createActiveFrom: !hasSuccessor && announceable >= due ? new Date(Math.max(due, announceable)) : null,
    remove: keys.filter((_, index) => lastTokenOf(index) < now.getTime()).map((key) => key.kid),
  };
}
