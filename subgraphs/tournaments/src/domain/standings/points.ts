/** What a team gets for a match, or for a round of a SWISS bracket without an opponent. */
export const POINTS = { won: 3, drawn: 1, lost: 0, bye: 3 } as const;
