/** How long, and how often, everything is measured. */
export type Pace = { rounds: number; milliseconds: number; warmUpMs: number };

export const FULL: Pace = { rounds: 5, milliseconds: 2_000, warmUpMs: 1_500 };
export const QUICK: Pace = { rounds: 1, milliseconds: 500, warmUpMs: 500 };
