import type { Caching } from '../arena.ts';

/** How many clients are busy at once before a gateway that keeps answers or does not. */
export type Cell = { cache: Caching; connections: number };

/** In the order in which they are measured: each gateway is started once a round. */
export const CACHINGS: readonly Caching[] = ['off', 'on'];
export const CONNECTIONS: readonly number[] = [1, 16, 128];

export type Length = { rounds: number; milliseconds: number; warmUpMs: number };

export const FULL: Length = { rounds: 3, milliseconds: 8_000, warmUpMs: 4_000 };
export const QUICK: Length = { rounds: 1, milliseconds: 2_000, warmUpMs: 2_000 };
