import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { contextOf, harness, type Harness } from './fixture.ts';

/** Runs what the caller asked for, of which only a part may be fetched and shown. */
async function runFiltered({ executor }: Harness, asked: string, fetched: string) {
  const prepared = executor.prepare({
    document: parse(asked),
    hash: 'asked',
    fetched: { document: parse(fetched), hash: 'fetched' },
  });
  const { data, valueCompletion } = await executor.execute(prepared, { context: contextOf() });
  return { json: data && (JSON.parse(data.text) as unknown), valueCompletion };
}

const tournament = {
  __typename: 'Tournament',
  name: 'Cup',
  description: 'secret',
  organizer: { __typename: 'User', id: 'ana' },
};

test('what was not to be fetched is null, though a subgraph gave it', async () => {
  const graph = harness({ tournaments: () => ({ data: { tournament } }) });
  const { json, valueCompletion } = await runFiltered(
    graph,
    '{ tournament(id: "t") { name organizer { id username } } }',
    '{ tournament(id: "t") { name } }',
  );
  expect(json).toEqual({ tournament: { name: 'Cup', organizer: null } });
  expect(valueCompletion).toEqual([]);
});

test('the null of a field that may not be null runs up, without a fault of the subgraph', async () => {
  const graph = harness({ tournaments: () => ({ data: { tournament, games: [] } }) });
  const { json, valueCompletion } = await runFiltered(
    graph,
    '{ games { id } tournament(id: "t") { ...T } } fragment T on Tournament { name secret: description }',
    '{ games { id } tournament(id: "t") { ...T } } fragment T on Tournament { name }',
  );
  expect(json).toEqual({ games: [], tournament: null });
  expect(valueCompletion).toEqual([]);
});

test('a field that is fetched in one branch only is shown there only', async () => {
  const graph = harness({ tournaments: () => ({ data: { a: tournament, b: tournament } }) });
  const { json } = await runFiltered(
    graph,
    '{ a: tournament(id: "1") { organizer { id } } b: tournament(id: "2") { organizer { id } } }',
    '{ a: tournament(id: "1") { organizer { id } } b: tournament(id: "2") { __typename } }',
  );
  expect(json).toEqual({ a: { organizer: { id: 'ana' } }, b: { organizer: null } });
});

test('the same document with other parts of it to be seen is another operation', () => {
  const { executor } = harness({});
  const document = parse('{ games { id name } }');
  const prepare = (part: string) =>
    executor.prepare({ document, hash: 'asked', fetched: { document: parse(part), hash: part } });
  expect(prepare('{ games { id } }')).not.toBe(prepare('{ games { name } }'));
  expect(prepare('{ games { id } }')).not.toBe(executor.prepare({ document, hash: 'asked' }));
});
