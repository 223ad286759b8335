/** Teams from the best to the worst; those that have done equally well are in one tier. */
export type Tiers = string[][];

/** Below zero where the first numbers are the better: the greater at the first place where they differ. */
function compare(ours: readonly number[], theirs: readonly number[]): number {
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  return at < 0 || (ours[at] ?? 0) > (theirs[at] ?? 0) ? -1 : 1;
}

const isSame = (ours: readonly number[], theirs: readonly number[]): boolean =>
  ours.length === theirs.length && ours.every((number, index) => number === theirs[index]);

/**
 * Puts teams into tiers by their numbers, the greater the better: by the first of them, then by the second and so
 * on. The teams of a tier stay in the order given.
 */
export function intoTiers(
  teamIds: readonly string[],
  numbersOf: (teamId: string) => readonly number[],
): Tiers {
  const sorted = teamIds
    .map((teamId) => ({ teamId, numbers: numbersOf(teamId) }))
    .sort((a, b) => (isSame(a.numbers, b.numbers) ? 0 : compare(a.numbers, b.numbers)));
  const tiers: Tiers = [];
  sorted.forEach(({ teamId, numbers }, index) => {
    const before = sorted[index - 1];
    if (before && isSame(before.numbers, numbers)) tiers.at(-1)?.push(teamId);
    else tiers.push([teamId]);
  });
  return tiers;
}

/** Each team on its own, in the order of the tiers and within them. */
export const apart = (tiers: Tiers): Tiers => tiers.flat().map((teamId) => [teamId]);
