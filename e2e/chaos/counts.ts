/** Whether the full counts are asked for (`npm run test:full`) rather than a slice of them. */
export const isFull = process.env['ARENA_FULL'] === '1';

/** A count as the proof names it, or the slice of it that every test run takes. */
export const count = (full: number, slice: number): number => (isFull ? full : slice);
