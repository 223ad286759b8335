import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { Basis } from '../../src/cache/basis.ts';
import { FetchCache, type Ask } from '../../src/cache/fetch-cache.ts';
import { createLocalStore } from '../../src/cache/local-store.ts';
import { kept, keepOne, nowOf } from './store-contract.ts';

const policy = {
  maxAge: 60,
  document: parse('{ me }'),
  tags: new Map([['User', { prefix: 'users:', path: ['id'] }]]),
};
const ANN = '{"__typename":"User","id":"1"}';
const BEN = '{"__typename":"User","id":"2"}';
const fetch = () => ({ policy, space: 'people', basis: new Basis({ notBefore: 0, lastEnd: 0 }, false) });

/** What the subgraph tells of each person, and whom it was asked for. */
function subgraph(tellOf: (id: string) => Record<string, unknown>, faults: (string | number)[][] = []) {
  const asked: string[] = [];
  const ask: Ask = async (representations) => {
    asked.push(...representations);
    const _entities = representations.map((one) => tellOf((JSON.parse(one) as { id: string }).id));
    const told = faults.map((path) => ({ message: 'It went wrong', path, extensions: {} }));
    return { answer: { data: { _entities }, faults: told }, isOwn: true };
  };
  return { ask, asked };
}

test('entities that are kept are not asked for again; their tags are shown to nobody', async () => {
  const cache = new FetchCache(createLocalStore());
  const { ask, asked } = subgraph((id) => ({ name: `person ${id}`, _cacheTag: id }));
  const ann = { name: 'person 1' };
  expect((await cache.entities(fetch(), [ANN], ask)).data).toEqual({ _entities: [ann] });
  const both = await cache.entities(fetch(), [ANN, BEN], ask);
  expect(both.data).toEqual({ _entities: [ann, { name: 'person 2' }] });
  expect(asked).toEqual([ANN, BEN]);
});

test('a tag that cannot be told keeps its entity from being kept, and is no fault of the client’s', async () => {
  const cache = new FetchCache(createLocalStore());
  const { ask, asked } = subgraph(
    (id) => ({ name: `person ${id}`, _cacheTag: null }),
    [['_entities', 0, '_cacheTag']],
  );
  for (let n = 0; n < 2; n += 1)
    expect(await cache.entities(fetch(), [ANN], ask)).toEqual({
      data: { _entities: [{ name: 'person 1' }] },
      faults: [],
    });
  expect(asked).toEqual([ANN, ANN]);
});

test('what is damaged in the store is asked for again', async () => {
  const store = createLocalStore();
  await keepOne(store, `people:${ANN}`, kept(await nowOf(store), '{"name":"per', 'users:1'));
  const cache = new FetchCache(store);
  const { ask, asked } = subgraph((id) => ({ name: `person ${id}`, _cacheTag: id }));
  for (let n = 0; n < 2; n += 1)
    expect((await cache.entities(fetch(), [ANN], ask)).data).toEqual({ _entities: [{ name: 'person 1' }] });
  expect(asked).toEqual([ANN]);
});
