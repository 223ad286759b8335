import { expect, test } from 'vitest';
import { z } from 'zod';
import { BadUserInput, keyset } from '../src/index.ts';

type Row = { id: number; name: string };

const list = keyset({
  name: 'rows:NAME',
  key: z.tuple([z.string(), z.number()]),
  keyOf: (row: Row) => [row.name, row.id] as [string, number],
});
const otherOrder = keyset({
  name: 'rows:ID',
  key: z.tuple([z.number()]),
  keyOf: (row: Row) => [row.id] as [number],
});

const rows: Row[] = [
  { id: 1, name: 'a' },
  { id: 2, name: 'b' },
  { id: 3, name: 'c' },
];

const faults = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof BadUserInput) return error.extensions.fields?.map(({ path }) => path);
  }
  return [];
};

test('a cursor leads to the key of its row', () => {
  const { edges } = list.connect(rows, list.parse({ first: 2 }));
  expect(list.parse({ after: edges[1]?.cursor }).after).toEqual(['b', 2]);
});

test('the one row too many is not shown but tells that more follow', () => {
  const page = list.connect(rows, list.parse({ first: 2 }));
  expect(page.nodes.map(({ id }) => id)).toEqual([1, 2]);
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(list.connect(rows, list.parse({ first: 3 })).pageInfo.hasNextPage).toBe(false);
});

test('an empty page has no cursors', () => {
  expect(list.connect([], list.parse({})).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  });
});

test.each([0, -1, 101, 1.5])('first: %d is refused', (first) => {
  expect(faults(() => list.parse({ first }))).toEqual(['first']);
});

test('first is 20 when left out or null', () => {
  expect(list.parse({}).limit).toBe(20);
  expect(list.parse({ first: null }).limit).toBe(20);
});

test('a cursor of another order is refused', () => {
  const cursor = otherOrder.connect(rows, otherOrder.parse({})).pageInfo.endCursor;
  expect(faults(() => list.parse({ after: cursor }))).toEqual(['after']);
});

test.each(['', 'abc', '!!!', 'bnVsbA', Buffer.from('["rows:NAME",["a","1; drop"]]').toString('base64url')])(
  'what is no cursor is refused: %j',
  (after) => expect(faults(() => list.parse({ after }))).toEqual(['after']),
);
