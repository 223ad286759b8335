import { Kind, print, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import { completeSdl } from '../src/index.ts';

const names = (document: DocumentNode) =>
  document.definitions.flatMap((definition) => ('name' in definition ? [definition.name?.value] : []));

test('the shared definitions that a subgraph uses are added, with those that they use in turn', () => {
  const added = names(completeSdl('type Query { price: Money }')).sort();
  expect(added).toEqual(['Currency', 'Money', 'Query', 'SafeInt', 'cacheControl']);
});

test('what is not used is not added', () => {
  expect(names(completeSdl('type Query { name: String }'))).toEqual(['Query']);
});

test('a definition of the subgraph’s own stands', () => {
  const { definitions } = completeSdl('type Query { price: Money } type Money { cents: Int }');
  expect(definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)).toHaveLength(2);
});

test('the directives of caching are composed where what that takes is imported', () => {
  const own = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
    type Query { name: String }
  `;
  const added = print(completeSdl(own));
  expect(added).toContain('@composeDirective(name: "@cacheControl")');
  expect(added).toContain('directive @cacheTag(');
});
