/**
 * Whether all requests are the same; or ask for other records, some hundred requests coming again and again; or do so
 * while no request ever comes again as a whole, though its entities do.
 */
export type Mode = 'identical' | 'varied' | 'unlike';

/** How a gateway is asked: over so many connections, each with one request at a time and a caller of its own. */
export type Load = { mode: Mode; connections: number };

export type Operation = {
  name: string;
  /** what it reaches, for the report */
  about: string;
  query: string;
  /** Variables; another seed selects other records in every fetch of the plan. */
  variables: (seed: number) => Record<string, unknown>;
};

/** Most of it over sixteen connections; fewer and more where all requests differ, which is what costs. */
export const LOADS: readonly Load[] = [
  { mode: 'identical', connections: 16 },
  { mode: 'varied', connections: 1 },
  { mode: 'varied', connections: 16 },
  { mode: 'varied', connections: 128 },
  { mode: 'unlike', connections: 16 },
];

export const nameOfLoad = ({ mode, connections }: Load): string => `${mode}:${connections}`;

const small: Operation = {
  name: 'small',
  about: 'one subgraph',
  query: `query Small($first: Int!, $seed: Int!, $turn: Int) {
  topProducts(first: $first, seed: $seed, turn: $turn) { upc name price }
}`,
  variables: (seed) => ({ first: 5, seed }),
};

const medium: Operation = {
  name: 'medium',
  about: 'two subgraphs, one after the other',
  query: `query Medium($seed: Int!, $turn: Int) {
  viewer(seed: $seed, turn: $turn) {
    id
    name
    username
    reviews { id body }
  }
}`,
  variables: (seed) => ({ seed }),
};

const big: Operation = {
  name: 'big',
  about: 'four subgraphs, several levels deep',
  query: `query Big($users: Int!, $products: Int!, $seed: Int!, $turn: Int) {
  users(first: $users, seed: $seed, turn: $turn) {
    ...Person
    reviews { id body product { ...Goods ...Reviewed } }
  }
  topProducts(first: $products, seed: $seed, turn: $turn) { ...Goods ...Reviewed }
}
fragment Person on User { id name username }
fragment Goods on Product { upc name price weight inStock shippingEstimate }
fragment Reviewed on Product {
  reviews {
    id
    body
    author {
      ...Person
      reviews { id body product { ...Goods } }
    }
  }
}`,
  variables: (seed) => ({ users: 14, products: 14, seed }),
};

export const OPERATIONS: readonly Operation[] = [small, medium, big];

/**
 * The body of GraphQL over HTTP that asks for an operation.
 * @param turn what nobody looks at, so that the whole is like no other
 */
export const bodyOf = ({ query, variables }: Operation, seed: number, turn?: number): string =>
  JSON.stringify({ query, variables: { ...variables(seed), turn } });
