import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { numberOf, product, reviewsOfProduct, reviewsOfUser, user, type Review } from './records.ts';

type Page = { first: number; seed: number };
type UserKey = { id: string };
type ProductKey = { upc: string };
type Priced = ProductKey & { price: number; weight: number };

const page = <T>({ first, seed }: Page, make: (n: number) => T): T[] =>
  Array.from({ length: first }, (_, i) => make(seed * first + i));

/** What the resolvers of each subgraph give, by its name in the supergraph. */
export const resolvers: Record<string, GraphQLResolverMap<unknown>> = {
  accounts: {
    Query: {
      viewer: (_: unknown, { seed }: { seed: number }) => user(seed),
      users: (_: unknown, args: Page) => page(args, user),
    },
    User: { __resolveReference: ({ id }: UserKey) => user(numberOf(id)) },
  },
  products: {
    Query: { topProducts: (_: unknown, args: Page) => page(args, product) },
    Product: { __resolveReference: ({ upc }: ProductKey) => product(numberOf(upc)) },
  },
  inventory: {
    Product: {
      __resolveReference: (key: Priced) => key,
      inStock: ({ upc }: ProductKey) => numberOf(upc) % 3 !== 0,
      shippingEstimate: ({ price, weight }: Priced) => (price > 8_000 ? 0 : Math.round(weight / 2)),
    },
  },
  reviews: {
    Review: {
      author: ({ authorId }: Review) => ({ id: authorId }),
      product: ({ upc }: Review) => ({ upc }),
    },
    User: {
      __resolveReference: ({ id }: UserKey) => ({ id }),
      reviews: ({ id }: UserKey) => reviewsOfUser(numberOf(id)),
    },
    Product: {
      __resolveReference: ({ upc }: ProductKey) => ({ upc }),
      reviews: ({ upc }: ProductKey) => reviewsOfProduct(numberOf(upc)),
    },
  },
};
