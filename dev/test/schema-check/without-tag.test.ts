import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose, readSubgraphs } from '../../schema/compose.ts';
import { withoutTag } from '../../schema/without-tag.ts';

const HEAD = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])';

const contract = (sdl: string) =>
  compose(withoutTag([{ name: 'games', typeDefs: parse(`${HEAD} ${sdl}`) }], 'internal'));

test('what is tagged is not in the API: types, fields, arguments, enum values, input fields', () => {
  const result = contract(`
    type Query {
      games(kind: Kind, audit: Boolean @tag(name: "internal"), page: Page): [String] @tag(name: "personal")
      audits: [Audit] @tag(name: "internal")
    }
    type Audit @tag(name: "internal") { id: ID }
    enum Kind { NEW SECRET @tag(name: "internal") }
    input Page { first: Int  secret: Int @tag(name: "internal") }
  `);
  if (!result.ok) expect.fail(result.errors.join('\n'));
  const api = buildSchema(result.api);
  const { games, ...others } = api.getQueryType()?.getFields() ?? {};
  expect(games?.args.map(({ name }) => name)).toEqual(['kind', 'page']);
  expect(others).toEqual({});
  expect(api.getType('Audit')).toBeUndefined();
  expect(result.api).not.toMatch(/secret/i);
});

test('what is in the API may not refer to what is tagged', () => {
  const result = contract('type Query { audit: Audit } type Audit @tag(name: "internal") { id: ID }');
  if (result.ok) expect.fail('it composes');
  expect(result.errors.join()).toContain('Type "Audit" is @inaccessible but is referenced by "Query.audit"');
});

test('a tag of the real subgraphs takes its field out of the API, and a tag that none has takes nothing', () => {
  const subgraphs = readSubgraphs();
  const part = compose(withoutTag(subgraphs, 'unshared'));
  if (!part.ok) expect.fail(part.errors.join('\n'));
  expect(part.api).toContain('type Subscription {');
  expect(part.api).not.toContain('watchStream(');
  expect(withoutTag(subgraphs, 'no-such-tag')).toEqual(subgraphs);
});
