import { expect, test } from 'vitest';
import { LatestQueue } from '../src/index.ts';

/** A queue and how often it told that it was closed. */
function opened(capacity = 3) {
  const told = { closed: 0 };
  const queue = new LatestQueue<string>({ capacity, onClose: () => void (told.closed += 1) });
  return { queue, told };
}

const DONE = { value: undefined, done: true };

async function values(queue: LatestQueue<string>): Promise<string[]> {
  const taken = [];
  for await (const value of queue) taken.push(value);
  return taken;
}

test('what is pushed is taken in its order, before and after it is waited for', async () => {
  const { queue } = opened();
  queue.push('a');
  queue.push('b');
  expect(await queue.next()).toEqual({ value: 'a', done: false });
  expect(await queue.next()).toEqual({ value: 'b', done: false });
  const [third, fourth] = [queue.next(), queue.next()];
  queue.push('c');
  queue.push('d');
  expect(await Promise.all([third, fourth])).toEqual([
    { value: 'c', done: false },
    { value: 'd', done: false },
  ]);
});

test.each([
  ['the oldest that a later one made old', ['x:1', 'y:1', 'y:2'], 'z:1', ['x:1', 'y:2', 'z:1']],
  ['the one that the new one makes old', ['x:1', 'y:1', 'z:1'], 'y:2', ['x:1', 'z:1', 'y:2']],
  ['the oldest of all, where none is old', ['x:1', 'y:1', 'z:1'], 'w:1', ['y:1', 'z:1', 'w:1']],
  ['the oldest of several of one key', ['x:1', 'x:2', 'x:3'], 'x:4', ['x:2', 'x:3', 'x:4']],
])('a full queue drops %s', async (_what, before, late, left) => {
  const { queue } = opened();
  for (const value of [...before, late]) queue.push(value, value.split(':')[0]);
  queue.end();
  expect(await values(queue)).toEqual(left);
  expect(queue.takeDropped()).toBe(1);
});

test('what is dropped is counted since it was last asked, and since anything was taken', async () => {
  const { queue } = opened(1);
  for (const value of ['a', 'b', 'c']) queue.push(value);
  expect(queue.droppedInARow).toBe(2);
  expect([queue.takeDropped(), queue.takeDropped()]).toEqual([2, 0]);
  expect(await queue.next()).toEqual({ value: 'c', done: false });
  expect(queue.droppedInARow).toBe(0);
  for (const value of ['d', 'e']) queue.push(value);
  expect([queue.takeDropped(), queue.droppedInARow]).toEqual([1, 1]);
});

test('after its end what is queued is still delivered, and nothing more taken in', async () => {
  const { queue, told } = opened();
  queue.push('a');
  queue.end();
  queue.push('b');
  expect(await values(queue)).toEqual(['a']);
  expect(told.closed).toBe(1);
});

test('an end is told to all who wait', async () => {
  const { queue } = opened();
  const waiting = [queue.next(), queue.next()];
  queue.end();
  expect(await Promise.all(waiting)).toEqual([DONE, DONE]);
});

test('a failure takes the place of what is queued, and is told once', async () => {
  const { queue, told } = opened();
  queue.push('a');
  queue.fail(new Error('lost'));
  await expect(queue.next()).rejects.toThrow('lost');
  expect(await queue.next()).toEqual(DONE);
  expect(told.closed).toBe(1);
});

test('a failure is told to the first who waits, an end to the others', async () => {
  const { queue } = opened();
  const [first, second] = [queue.next(), queue.next()];
  queue.fail(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  expect(await second).toEqual(DONE);
});

test('whoever returns is done at once, and so are those who wait', async () => {
  const { queue, told } = opened();
  const waiting = queue.next();
  expect(await queue.return()).toEqual(DONE);
  expect(await waiting).toEqual(DONE);
  expect(told.closed).toBe(1);
});

test('however it ends and however often, the close is told once', async () => {
  const { queue, told } = opened();
  queue.push('a');
  queue.end();
  queue.fail(new Error('late'));
  await queue.return();
  queue.end();
  expect(await queue.next()).toEqual(DONE);
  expect(told.closed).toBe(1);
});
