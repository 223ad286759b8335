/** What all cases of a run depend on. */
export const seed = process.env['ARENA_SEED'] ?? '20261125';

/** Whether the full count is asked for (`npm run test:full`) rather than the slice that every test run takes. */
const isFull = process.env['ARENA_FULL'] === '1';

/** Operations in a full run and in a slice of one, for each supergraph. */
const COUNTS: Record<string, { full: number; slice: number }> = {
  arena: { full: 15_000, slice: 200 },
  library: { full: 40_000, slice: 500 },
};

/** How many settings of faults each operation is run under. */
export const FAULTY_SETTINGS = isFull ? 4 : 3;

/** Long enough for every case on a busy machine. */
export const TIMEOUT_MS = isFull ? 4 * 60 * 60 * 1000 : 5 * 60 * 1000;

/** The numbers of the cases to run: one that ARENA_CASE names, as `library:17`, or all from 0. */
export function casesOf(supergraph: string): number[] {
  const [name, number] = process.env['ARENA_CASE']?.split(':') ?? [];
  if (number !== undefined) return name === supergraph ? [Number(number)] : [];
  const count = COUNTS[supergraph]?.[isFull ? 'full' : 'slice'] ?? 0;
  return Array.from({ length: count }, (_, i) => i);
}
