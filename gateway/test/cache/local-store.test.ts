import { describe, expect, test } from 'vitest';
import { createLocalStore } from '../../src/cache/local-store.ts';
import { keepOne, kept, nowOf, storeContract, textOf } from './store-contract.ts';

describe('answers kept in memory', () => {
  storeContract(async () => {
    const store = createLocalStore();
    return { store, another: () => store, [Symbol.asyncDispose]: async () => store.stop() };
  });

  test('an entry is served for as long as it lasts', async () => {
    let nowMs = Date.now();
    const store = createLocalStore(() => nowMs);
    await keepOne(store, 'one', kept(await nowOf(store), '1', 'users:1'));
    nowMs += 59_000;
    expect(await textOf(store, 'one')).toBe('1');
    nowMs += 2_000;
    expect(await textOf(store, 'one')).toBeUndefined();
  });
});
