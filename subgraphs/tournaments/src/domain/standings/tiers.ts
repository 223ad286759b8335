/** Teams from the best to the worst; those that have done equally well are in one tier. */
export type Tiers = string[][];

/** Below zero where ours are the better: where they first differ the greater number is. Zero where they are the same. */
function compare(ours: readonly number[], theirs: readonly number[]): number {
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  if (at < 0) return 0;
  return (ours[at] ?? 0) > (theirs[at] ?? 0) ? -1 : 1;
}

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
    .sort((a, b) => compare(a.numbers, b.numbers));
  const tiers: Tiers = [];
  sorted.forEach(({ teamId, numbers }, index) => {
    const before = sorted[index - 1];
    if (before && compare(before.numbers, numbers) === 0) tiers.at(-1)?.push(teamId);
    else tiers.push([teamId]);
  });
  return tiers;
}

/** Each team on its own, in the order of the tiers and within them. */
export const apart = (tiers: Tiers): Tiers => tiers.flat().map((teamId) => [teamId]);
