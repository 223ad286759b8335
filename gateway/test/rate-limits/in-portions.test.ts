import { setImmediate as turn } from 'node:timers/promises';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { expect, test } from 'vitest';
import { createCounter, type Counter } from '../../src/rate-limits/counter.ts';
import { inPortions } from '../../src/rate-limits/in-portions.ts';

const POINTS = 500;

/** A counter that several gateways take from, and how often it has been asked. */
function sharedCounter(windowSeconds = 60) {
  const counter = createCounter({ name: 'person', points: POINTS, windowSeconds });
  const asked: number[] = [];
  const slow: Counter = {
    ...counter,
    take: async (key, points) => {
      asked.push(points);
      await turn();
      return counter.take(key, points);
    },
  };
  return { counter: slow, asked, gateway: () => inPortions(slow, POINTS) };
}

test('most operations need not ask while there are plenty of points, and each is told what is left', async () => {
  const { asked, gateway } = sharedCounter();
  const { take } = gateway();
  for (let n = 1; n <= 200; n += 1) {
    expect(await take('somebody', 1)).toMatchObject({ isOver: false, remaining: POINTS - n });
  }
  expect(asked.length).toBeLessThan(25);
});

test('nobody gets more than the budget through several gateways at once, nor much less', async () => {
  const random = xoroshiro128plus(2026);
  for (let round = 0; round < 20; round += 1) {
    const { gateway } = sharedCounter();
    const gateways = [gateway(), gateway(), gateway()];
    let given = 0;
    const asking = Array.from({ length: 400 }, async () => {
      for (let wait = uniformInt(random, 0, 20); wait > 0; wait -= 1) await turn();
      const points = uniformInt(random, 1, 3);
      const { isOver } = await (gateways[uniformInt(random, 0, 2)] as Counter).take('somebody', points);
      if (!isOver) given += points;
    });
    await Promise.all(asking);
    expect(given).toBeLessThanOrEqual(POINTS);
    // each may hold a portion that the others miss, and an operation of three finds two left
    expect(given).toBeGreaterThanOrEqual(POINTS - 3 * 10 - 3);
  }
});

test('portions do not pile up while answers are slow, nor is anybody refused who need not be', async () => {
  const { counter } = sharedCounter();
  const waiting: (() => void)[] = [];
  const slow: Counter = {
    ...counter,
    take: async (key, points) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return counter.take(key, points);
    },
  };
  const { take } = inPortions(slow, POINTS);
  const asked: Promise<{ isOver: boolean }>[] = [];
  // an answer comes for each that asks, long after it has
  for (let n = 0; n < 300; n += 1) {
    asked.push(take('somebody', 1));
    if (n >= 100) waiting.shift()?.();
    for (let wait = 0; wait < 5; wait += 1) await turn();
  }
  for (let answered = 0; answered < 2 * asked.length; answered += 1) {
    waiting.shift()?.();
    await turn();
  }
  expect((await Promise.all(asked)).filter(({ isOver }) => isOver)).toEqual([]);
  const { remaining } = await counter.take('somebody', 1);
  expect(remaining).toBeGreaterThanOrEqual(POINTS - 300 - 1 - 2 * 10);
});

test('what was taken in advance goes with its window', async () => {
  const { counter, gateway } = sharedCounter(1);
  const { take } = gateway();
  for (let n = 0; n < 2; n += 1) await take('somebody', 1);
  const { resetMs } = await take('somebody', 1);
  await new Promise((resolve) => setTimeout(resolve, resetMs + 20));
  await counter.take('somebody', POINTS);
  expect(await take('somebody', 1)).toMatchObject({ isOver: true });
});
