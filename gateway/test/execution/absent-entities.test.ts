import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { harness } from './fixture.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

/** Books tell their author, who must be there, and their editor, who need not; people live elsewhere. */
function supergraph(): string {
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'books',
      typeDefs: parse(`${LINK}
        type Query { books: [Book!] }
        type Book { title: String! author: Person! editor: Person }
        type Person @key(fields: "id") { id: ID! }`),
    },
    {
      name: 'people',
      typeDefs: parse(`${LINK} type Person @key(fields: "id") { id: ID! name: String! born: Int }`),
    },
  ]);
  if (supergraphSdl === undefined) throw new AggregateError(errors);
  return supergraphSdl;
}

const ann = { __typename: 'Person', id: 'ann' };
const { run } = harness(
  {
    books: () => ({ data: { books: [{ title: 'One', author: ann, editor: ann }] } }),
    people: () => ({ data: { _entities: [null] } }),
  },
  supergraph(),
);

test('an entity that its subgraph does not have, or does not show, is null where it may be', async () => {
  expect(await run('{ books { title editor { id name } } }')).toMatchObject({
    json: { books: [{ title: 'One', editor: null }] },
    errors: [],
    valueCompletion: [],
  });
});

test('what of it is known already, and may be null, stays', async () => {
  expect(await run('{ books { editor { id born } } }')).toMatchObject({
    json: { books: [{ editor: { id: 'ann', born: null } }] },
    valueCompletion: [],
  });
});

test('where it must be, what shows it is null, with the reason', async () => {
  const { json, valueCompletion } = await run('{ books { title author { name } } }');
  expect(json).toEqual({ books: null });
  expect(valueCompletion.map(({ message, path }) => ({ message, path }))).toEqual([
    { message: 'Cannot return null for non-nullable field Book.author.', path: ['books', 0, 'author'] },
  ]);
});
