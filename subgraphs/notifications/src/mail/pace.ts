import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** What a pace measures time with, in milliseconds. It must not be turned: what is sent is sent in real time. */
export type PaceClock = { now: () => number; sleep: (milliseconds: number) => Promise<unknown> };

const REAL_CLOCK: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => pause(milliseconds) };

/**
 * Lets callers through one by one, in their order and evenly: between two of them passes a share of a second, so that in
 * no second are there more than `perSecond`. Beyond some hundreds a second, timers make them fewer.
 */
export function createPace(perSecond: number, { now, sleep }: PaceClock = REAL_CLOCK): () => Promise<void> {
  // rounded up: the shares must not come to less than a second
  const spacing = Math.ceil(100_000 / perSecond) / 100;
  let last = -Infinity;
  let turn = Promise.resolve();

  const wait = async () => {
    // a timer may fire a little early
    for (let left = last + spacing - now(); left > 0; left = last + spacing - now()) await sleep(left);
    last = now();
  };
  return () => (turn = turn.then(wait));
}
