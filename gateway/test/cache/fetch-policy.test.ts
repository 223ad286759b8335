import { readFileSync } from 'node:fs';
import { buildSchema, parse, print, stripIgnoredCharacters } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readCacheHints } from '../../src/cache/cache-hints.ts';
import { fetchPolicy } from '../../src/cache/fetch-policy.ts';

const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const supergraph = buildSchema(sdl, { assumeValidSDL: true });
const hints = readCacheHints(supergraph);

const policyOf = (subgraph: string, query: string) => {
  const policy = fetchPolicy(supergraph, hints, subgraph, parse(query));
  return policy && { maxAge: policy.maxAge, asks: stripIgnoredCharacters(print(policy.document)) };
};

const entities = (selection: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;

describe('how the answer to a fetch may be kept', () => {
  test.each([
    ['an entity as its type says', 'users', entities('... on User { username }'), 60],
    [
      'a root field as its type says',
      'tournaments',
      '{ tournament(id: 1) { name prize { total { amount } } } }',
      60,
    ],
    ['a list as its field says', 'tournaments', '{ tournaments { nodes { name } totalCount } }', 30],
    ['what it lasts least of', 'tournaments', '{ games { name } tournament(id: 1) { name } }', 60],
    ['what is only named', 'tournaments', '{ tournament(id: 1) { organizer { __typename id } } }', 60],
    ['what is the caller’s own', 'tournaments', '{ tournament(id: 1) { myRole } }', 60],
  ])('%s', (_, subgraph, query, maxAge) => {
    expect(policyOf(subgraph, query)?.maxAge).toBe(maxAge);
  });

  test.each([
    ['what changes with time', 'tournaments', '{ tournament(id: 1) { saleStages { isOpen } } }'],
    ['what is not hinted', 'tournaments', '{ tournament(id: 1) { bans { reason } } }'],
    ['another subgraph’s part of an entity', 'streams', entities('... on Match { viewerCount }')],
    ['what another subgraph tells the end of', 'tournaments', entities('... on User { id }')],
    [
      'more of it than its name',
      'tournaments',
      '{ tournament(id: 1) { organizer { organizedTournaments { totalCount } } } }',
    ],
    ['entities, one of which may not', 'tournaments', entities('... on Team { name } ... on User { id }')],
    ['what bears the tag’s name', 'tournaments', '{ tournament(id: 1) { _cacheTag: name } }'],
    ['the account', 'users', '{ me { email } }'],
  ])('never: %s', (_, subgraph, query) => {
    expect(policyOf(subgraph, query)).toBeUndefined();
  });

  test('what its tag is made of is asked for with it', () => {
    expect(policyOf('tournaments', entities('... on Match { name } ... on Tournament { name }'))?.asks).toBe(
      'query($representations:[_Any!]!){_entities(representations:$representations){' +
        '...on Match{name _cacheTag:tournament{id}}...on Tournament{name _cacheTag:id}}}',
    );
    expect(policyOf('tournaments', '{ games { name } }')?.asks).toBe('{games{name}}');
  });
});
