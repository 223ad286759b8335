import { expect, test } from 'vitest';
import { oneAtATime } from '../src/jobs/one-at-a-time.ts';

test('work that is asked for while it is done is done once more, by whoever does it', async () => {
  let runs = 0;
  let release: () => void = () => {};
  const work = oneAtATime(async () => {
    runs += 1;
    await new Promise<void>((resolve) => (release = resolve));
  });
  const first = work();
  await Promise.all([work(), work(), work()]);
  expect(runs).toBe(1);
  release();
  await expect.poll(() => runs).toBe(2);
  release();
  await first;
  expect(runs).toBe(2);
});

test('work that fails can be asked for again', async () => {
  let runs = 0;
  const work = oneAtATime(async () => {
    runs += 1;
    if (runs === 1) throw new Error('not yet');
  });
  await expect(work()).rejects.toThrow('not yet');
  await work();
  expect(runs).toBe(2);
});
