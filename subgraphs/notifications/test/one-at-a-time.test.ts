import { expect, test } from 'vitest';
import { oneAtATime } from '../src/jobs/one-at-a-time.ts';

/** Work that is let go call by call, with what becomes of it. */
function workOnTrial() {
  const underWay: { end: () => void; fail: (error: Error) => void }[] = [];
  const run = oneAtATime(() => new Promise<void>((end, fail) => void underWay.push({ end, fail })));
  return { run, underWay };
}
const settled = () => new Promise(setImmediate);

test('a call that comes meanwhile has the work done once more, and does not wait', async () => {
  const { run, underWay } = workOnTrial();
  const first = run();
  await run();
  await run();
  expect(underWay).toHaveLength(1);
  underWay[0]?.end();
  await settled();
  expect(underWay).toHaveLength(2);
  underWay[1]?.end();
  await first;
  expect(underWay).toHaveLength(2);
});

test('work that fails fails its call, and is done for whoever has come meanwhile', async () => {
  const { run, underWay } = workOnTrial();
  const first = run();
  await run();
  underWay[0]?.fail(new Error('once'));
  await settled();
  expect(underWay).toHaveLength(2);
  underWay[1]?.fail(new Error('twice'));
  await expect(first).rejects.toThrow('twice');
});
