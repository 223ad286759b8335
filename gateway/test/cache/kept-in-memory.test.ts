import { expect, test } from 'vitest';
import { KeptInMemory } from '../../src/cache/kept-in-memory.ts';
import { kept } from './store-contract.ts';

test('what has expired is dropped as others come, though nobody looks at it any more', () => {
  let nowMs = 0;
  const memory = new KeptInMemory({ now: () => nowMs });
  for (let n = 0; n < 1_000; n += 1) {
    nowMs += 1_000;
    memory.set(`entry ${n}`, kept(1, '1', 'users:1'));
  }
  expect(memory.size).toBeLessThan(65);
  expect(memory.get(['entry 999'], 0)).toHaveLength(1);
});

test('an entry of a machine whose clock is ahead lasts no longer than anything may', () => {
  let nowMs = 0;
  const memory = new KeptInMemory({ now: () => nowMs });
  memory.set('one', { ...kept(1, '1', 'users:1'), expiresAtMs: Date.now() + 3_600_000 });
  nowMs += 299_000;
  expect(memory.get(['one'], 0)[0]?.text).toBe('1');
  nowMs += 2_000;
  expect(memory.get(['one'], 0)).toEqual([undefined]);
});
