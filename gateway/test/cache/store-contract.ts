import { newId } from '@arena/subgraph-kit';
import { setImmediate as turn } from 'node:timers/promises';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { expect, test } from 'vitest';
import { type CacheStore, type Kept, type Reading, type Stamp } from '../../src/cache/cache-store.ts';

/** A store of a test's own, and what opens another that shares what it has, if there can be one. */
export type OpenedStore = { store: CacheStore; another: () => CacheStore } & AsyncDisposable;

/** What a store has of some keys for an operation that begins now, and may be served to a person. */
export async function readNow(store: CacheStore, keys: readonly string[], writer?: string): Promise<Reading> {
  const look = await store.look(writer);
  const reading = look && (await store.read(keys, look.notBefore));
  if (!reading) throw new Error('the store is away');
  return reading;
}

const textsOf = ({ entries }: Reading): (string | undefined)[] => entries.map((entry) => entry?.text);

export async function nowOf(store: CacheStore): Promise<Stamp> {
  return (await readNow(store, [])).now;
}

export const kept = (since: Stamp, text: string, ...tags: string[]): Kept => ({
  text,
  since,
  expiresAtMs: Date.now() + 60_000,
  tags: new Map(tags.map((tag) => [tag, since])),
});

export const keepOne = (store: CacheStore, key: string, entry: Kept): Promise<void> =>
  store.keep(new Map([[key, entry]]));

export async function textOf(store: CacheStore, key: string): Promise<string | undefined> {
  return (await readNow(store, [key])).entries[0]?.text;
}

/** Before what moment nothing is served to a person who has written something. */
const lastWriteOf = async (store: CacheStore, userId: string): Promise<Stamp | undefined> =>
  (await store.look(userId))?.notBefore;

/** What a store promises wherever it keeps things. */
export function storeContract(open: () => Promise<OpenedStore>): void {
  test('what is kept is found by its key, with all that was kept of it', async () => {
    await using opened = await open();
    const { store, another } = opened;
    const entry = kept(await nowOf(store), '{"name":"a\\nb ü"}', 'users:1', 'users:2');
    await store.keep(new Map([['one', entry]]));
    for (const found of [store, another()])
      expect((await readNow(found, ['other', 'one'])).entries).toEqual([undefined, entry]);
    expect((await another().look(undefined, 'one'))?.kept).toEqual(entry);
    expect((await another().look(undefined, 'other'))?.kept).toBeUndefined();
  });

  test('what rests on parts of different age ends with each as of when that was asked for', async () => {
    await using opened = await open();
    const { store } = opened;
    const early = await nowOf(store);
    await store.end(['users:2']);
    const late = await nowOf(store);
    const tags = new Map([
      ['users:1', early],
      ['users:2', late],
    ]);
    await keepOne(store, 'whole', { ...kept(early, '1'), tags });
    expect(await textOf(store, 'whole')).toBe('1');
    await store.end(['users:1']);
    expect(await textOf(store, 'whole')).toBeUndefined();
  });

  test('what is older than asked for is not found', async () => {
    await using opened = await open();
    const { store, another } = opened;
    const userId = newId();
    await keepOne(store, 'old', kept(await nowOf(store), '1', 'users:1'));
    await store.noteWrite(userId);
    await keepOne(store, 'new', kept(await nowOf(store), '2', 'users:1'));
    for (const found of [store, another()]) {
      expect(textsOf(await readNow(found, ['old', 'new'], userId))).toEqual([undefined, '2']);
      expect(textsOf(await readNow(found, ['old', 'new'], newId()))).toEqual(['1', '2']);
      expect((await found.look(userId, 'old'))?.kept).toBeUndefined();
      expect((await found.look(userId, 'new'))?.kept?.text).toBe('2');
    }
  });

  test('what has expired is not found', async () => {
    await using opened = await open();
    const { store } = opened;
    const now = await nowOf(store);
    await keepOne(store, 'one', { ...kept(now, '1', 'users:1'), expiresAtMs: Date.now() - 1 });
    expect(await textOf(store, 'one')).toBeUndefined();
  });

  test('what hangs on a tag ends with it, in every gateway; what does not stays', async () => {
    await using opened = await open();
    const { store, another } = opened;
    const now = await nowOf(store);
    await keepOne(store, 'one', kept(now, '1', 'users:1', 'users:2'));
    await keepOne(store, 'two', kept(now, '2', 'users:3'));
    await another().end(['users:2', 'users:4']);
    expect(await textOf(store, 'one')).toBeUndefined();
    expect(await textOf(store, 'two')).toBe('2');
  });

  test('what was asked for before its tag ended is not kept; what was asked for after it is', async () => {
    await using opened = await open();
    const { store, another } = opened;
    const before = await nowOf(store);
    await another().end(['users:1']);
    await keepOne(store, 'one', kept(before, 'old', 'users:1'));
    expect(await textOf(store, 'one')).toBeUndefined();
    await keepOne(store, 'one', kept(await nowOf(store), 'new', 'users:1'));
    expect(await textOf(store, 'one')).toBe('new');
  });

  test('a person’s last write lies between what was asked for before and after it', async () => {
    await using opened = await open();
    const { store, another } = opened;
    const userId = newId();
    expect(await lastWriteOf(store, userId)).toBe(0);
    const before = await nowOf(store);
    await store.noteWrite(userId);
    const write = await lastWriteOf(another(), userId);
    expect(write).toBeGreaterThan(before);
    expect(await nowOf(another())).toBeGreaterThanOrEqual(write as Stamp);
    expect(await lastWriteOf(store, newId())).toBe(0);
  });

  test('readers that race writers never find what a write had ended before they came', async () => {
    await using opened = await open();
    const stores = [opened.store, opened.another()];
    const random = xoroshiro128plus(2026);
    const draw = (max: number) => uniformInt(random, 0, max);
    const storeOf = () => stores[draw(stores.length - 1)] as CacheStore;
    const ITEMS = 3;
    const committed = Array.from({ length: ITEMS }, () => 0);
    /** what each item was when the last write of it had ended its tag */
    const told = Array.from({ length: ITEMS }, () => 0);
    let hits = 0;

    async function write(): Promise<void> {
      const item = draw(ITEMS - 1);
      const version = ((committed[item] as number) += 1);
      for (let wait = draw(3); wait > 0; wait -= 1) await turn();
      await storeOf().end([`item:${item}`]);
      told[item] = Math.max(told[item] as number, version);
    }

    async function read(): Promise<void> {
      const item = draw(ITEMS - 1);
      const atLeast = told[item] as number;
      const { now, entries } = await readNow(storeOf(), [`item ${item}`]);
      const found = entries[0]?.text;
      if (found !== undefined) {
        hits += 1;
        expect(Number(found)).toBeGreaterThanOrEqual(atLeast);
        return;
      }
      const version = committed[item] as number;
      for (let wait = draw(5); wait > 0; wait -= 1) await turn();
      await keepOne(storeOf(), `item ${item}`, kept(now, String(version), `item:${item}`));
    }

    for (let round = 0; round < 150; round += 1)
      await Promise.all(Array.from({ length: 20 }, () => (draw(9) === 0 ? write() : read())));
    expect(hits).toBeGreaterThan(500);
  });
}
