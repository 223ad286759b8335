import { describe, expect, test } from 'vitest';
import { LONGEST_SECONDS } from '../../src/cache/cache-store.ts';
import { createLocalStore } from '../../src/cache/local-store.ts';
import { keepOne, kept, nowOf, storeContract, textOf } from './store-contract.ts';

describe('answers kept in memory', () => {
  storeContract(async () => {
    const store = createLocalStore();
    return { store, another: () => store, [Symbol.asyncDispose]: async () => store.stop() };
  });

  test('an entry is served for as long as it lasts', async () => {
    let nowMs = 1_000;
    const store = createLocalStore({ now: () => nowMs });
    await keepOne(store, 'one', kept(await nowOf(store), '1', 'users:1'));
    nowMs += 59_000;
    expect(await textOf(store, 'one')).toBe('1');
    nowMs += 2_000;
    expect(await textOf(store, 'one')).toBeUndefined();
  });

  test('an end is remembered for longer than what it ended might last', async () => {
    let nowMs = 1_000;
    const store = createLocalStore({ now: () => nowMs });
    const before = await nowOf(store);
    await store.end(['users:1']);
    nowMs += 10_000;
    const entry = kept(before, '1', 'users:1');
    await keepOne(store, 'one', { ...entry, expiresAtMs: Date.now() + LONGEST_SECONDS * 1_000 });
    nowMs += LONGEST_SECONDS * 1_000 - 1_000;
    expect(await textOf(store, 'one')).toBeUndefined();
  });
});
