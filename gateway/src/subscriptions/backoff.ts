import { setTimeout } from 'node:timers/promises';

const FIRST_MS = 100;
const MOST_MS = 5_000;

/** Waits before another attempt: longer after each that has failed, and not as long as others that wait. */
export async function backOff(failed: number): Promise<void> {
  const longestMs = Math.min(FIRST_MS * 2 ** failed, MOST_MS);
  await setTimeout(longestMs * (0.5 + Math.random() / 2), undefined, { ref: false });
}
