/**
 * Whether all requests are the same; or ask for other records, some hundred requests coming again and again; or do so
 * while no whole request ever comes again.
 */
export type Mode = 'identical' | 'varied' | 'unlike';

export type Operation = {
  name: string;
  /** what it reaches, for the report */
  about: string;
  query: string;
  /** Variables; another seed selects other records in every fetch of the plan. */
  variables: (seed: number) => Record<string, unknown>;
};

export const MODES: readonly Mode[] = ['identical', 'varied', 'unlike'];

const small: Operation = {
  name: 'small',
  about: 'one subgraph',
  query: `query Small($first: Int!, $seed: Int!) {
  topProducts(first: $first, seed: $seed) { upc name price }
}`,
  variables: (seed) => ({ first: 5, seed }),
};

const medium: Operation = {
  name: 'medium',
  about: 'two subgraphs, one after the other',
  query: `query Medium($seed: Int!) {
  viewer(seed: $seed) {
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
  query: `query Big($users: Int!, $products: Int!, $seed: Int!) {
  users(first: $users, seed: $seed) {
    ...Person
    reviews { id body product { ...Goods ...Reviewed } }
  }
  topProducts(first: $products, seed: $seed) { ...Goods ...Reviewed }
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
 * @param turn a variable that the operation does not know, so that the whole is like no other
 */
export const bodyOf = ({ query, variables }: Operation, seed: number, turn?: number): string =>
  JSON.stringify({ query, variables: { ...variables(seed), turn } });
