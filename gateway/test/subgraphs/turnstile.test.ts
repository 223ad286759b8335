import { expect, test } from 'vitest';
import { TooManyWaiting, Turnstile } from '../../src/subgraphs/turnstile.ts';

/** A turnstile, and who has come in so far. */
function entrance(places: number, maxWaiting: number) {
  const turnstile = new Turnstile(places, maxWaiting);
  const started: string[] = [];
  const enter = (name: string) => {
    const start = () => void started.push(name);
    turnstile.enter(start);
    return () => turnstile.leave(start);
  };
  return { started, enter };
}

test('lets in as many as there are places, then whoever waits longest as places fall free', () => {
  const { started, enter } = entrance(2, 10);
  const leave = ['a', 'b', 'c', 'd'].map(enter);
  expect(started).toEqual(['a', 'b']);
  leave[1]?.();
  expect(started).toEqual(['a', 'b', 'c']);
  leave[0]?.();
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('whoever gives up waiting is not let in, and holds nobody up', () => {
  const { started, enter } = entrance(1, 10);
  const [leaveA, leaveB] = ['a', 'b', 'c'].map(enter);
  leaveB?.();
  leaveA?.();
  expect(started).toEqual(['a', 'c']);
});

test('refuses whoever would wait beyond the limit, until one of those has gone', () => {
  const { started, enter } = entrance(1, 1);
  const leaveA = enter('a');
  enter('b');
  expect(() => enter('c')).toThrow(TooManyWaiting);
  leaveA();
  enter('d');
  expect(started).toEqual(['a', 'b']);
});

test('leaving twice frees no second place', () => {
  const { started, enter } = entrance(1, 10);
  const leaveA = enter('a');
  ['b', 'c'].forEach(enter);
  leaveA();
  leaveA();
  expect(started).toEqual(['a', 'b']);
});
