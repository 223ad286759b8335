import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** How many subgraphs each entity's home is beside: those after it know a field more of it. */
export const KNOWN_BY = 3;
/** What makes a subgraph about as large as one of Arena's. */
const OTHER_TYPES = 15;
const FIELDS = 8;

export const nameOf = (subgraph: number): string => `part${subgraph}`;

const numbered = (count: number, lineOf: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => lineOf(n)).join('\n');

/**
 * The SDL of one of as many subgraphs: home of an entity that leads on to the next subgraph's, with fields of the
 * entities of the subgraphs before it, and types that only it knows.
 */
function sdlOf(subgraph: number, count: number): string {
  const neighbour = (distance: number) => (subgraph + distance + count) % count;
  return `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

type Query {
  item${subgraph}(seed: Int!): Item${subgraph}!
  items${subgraph}(length: Int!, seed: Int!): [Item${subgraph}!]!
  ${numbered(OTHER_TYPES, (n) => `other${subgraph}_${n}(seed: Int!): Other${subgraph}_${n}!`)}
}

type Item${subgraph} @key(fields: "id") {
  id: ID!
  name: String!
  label: String!
  size: String!
  next: Item${neighbour(1)}!
}

type Item${neighbour(1)} @key(fields: "id", resolvable: false) {
  id: ID!
}

${numbered(
  KNOWN_BY,
  (n) => `
type Item${neighbour(-n - 1)} @key(fields: "id") {
  id: ID!
  more${n}: String!
}`,
)}

${numbered(
  OTHER_TYPES,
  (n) => `
type Other${subgraph}_${n} {
  ${numbered(FIELDS, (field) => `field${field}: String!`)}
}`,
)}
`;
}

/** Composes the supergraph of subgraphs at the given addresses, by their names. */
export function composeSupergraph(urls: Readonly<Record<string, string>>): string {
  const names = Object.keys(urls);
  const services = names.map((name, subgraph) => ({
    name,
    url: urls[name] ?? '',
    typeDefs: parse(sdlOf(subgraph, names.length)),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors, 'The subgraphs do not compose.');
  return supergraphSdl;
}
