// The data of the four subgraphs: made from numbers, so that every run and every gateway sees the same.

/** So many that no two requests of a run meet on the same set of records by chance. */
const USERS = 1_000_003;
const PRODUCTS = 999_983;
const REVIEWS_OF_USER = 2;
const REVIEWS_OF_PRODUCT = 3;

export type User = { id: string; name: string; username: string };
export type Product = { upc: string; name: string; price: number; weight: number };
export type Review = { id: string; body: string; authorId: string; upc: string };

const WORDS = ['plain', 'sturdy', 'quick', 'bright', 'quiet', 'clever', 'heavy', 'modest', 'tidy', 'useful'];

const word = (n: number): string => WORDS[n % WORDS.length] ?? '';

/** The nth user; numbers past the last one begin anew. */
export function user(n: number): User {
  const index = n % USERS;
  return { id: `u${index}`, name: `User number ${index}`, username: `@user-${index}` };
}

/** The nth product; numbers past the last one begin anew. Price in cents, weight in grams. */
export function product(n: number): Product {
  const index = n % PRODUCTS;
  return {
    upc: `p${index}`,
    name: `The ${word(index)} product ${index}`,
    price: 500 + ((index * 37) % 9_500),
    weight: 50 + ((index * 91) % 2_950),
  };
}

function review(userNumber: number, productNumber: number): Review {
  const author = userNumber % USERS;
  const reviewed = productNumber % PRODUCTS;
  return {
    id: `r${author}-${reviewed}`,
    body: `A ${word(author)} and ${word(reviewed + 3)} thing, worth its price to whoever needs one.`,
    authorId: `u${author}`,
    upc: `p${reviewed}`,
  };
}

/** The number within an id such as `u12` or `p7`. */
export const numberOf = (id: string): number => Number(id.slice(1));

export const reviewsOfUser = (n: number): Review[] =>
  Array.from({ length: REVIEWS_OF_USER }, (_, i) => review(n, n * 7 + i * 11));

export const reviewsOfProduct = (n: number): Review[] =>
  Array.from({ length: REVIEWS_OF_PRODUCT }, (_, i) => review(n * 5 + i * 13, n));
