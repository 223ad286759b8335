import { newId } from '@arena/subgraph-kit';
import { expect, test } from 'vitest';
import { createQueryStore } from '../../src/persisted-documents/query-store.ts';
import type { SharedStore } from '../../src/redis/shared-store.ts';

/** What a store of documents promises wherever it keeps them. */
export function queryStoreContract(shared: () => SharedStore | undefined): void {
  test('a document is found by its key, and by no other', async () => {
    const store = createQueryStore(shared());
    const key = newId();
    expect(await store.get(key)).toBeUndefined();
    await store.set(key, '{ me { id } }');
    expect(await store.get(key)).toBe('{ me { id } }');
    expect(await store.get(newId())).toBeUndefined();
  });

  test('a deleted document is not found', async () => {
    const store = createQueryStore(shared());
    const key = newId();
    await store.set(key, '{ me { id } }');
    await store.delete(key);
    expect(await store.get(key)).toBeUndefined();
  });

  test('a document blown up with blanks is not kept', async () => {
    const store = createQueryStore(shared());
    const key = newId();
    await store.set(key, `{ me { id } }${' '.repeat(20_000)}`);
    expect(await store.get(key)).toBeUndefined();
  });
}
