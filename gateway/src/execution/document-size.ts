import type { DocumentNode } from 'graphql';

/** A field of one letter takes as much as this a character, with its tokens, which hang on the document. */
const BYTES_PER_CHARACTER = 200;

/** A compiled fetch, with what it asks of its subgraph. */
const BYTES_PER_FETCH = 4_000;

/** About what a document and all that is made of it takes in memory, in bytes, with a plan of so many fetches. */
export const documentBytes = (document: DocumentNode, fetches = 0): number =>
  8_000 + BYTES_PER_CHARACTER * (document.loc?.end ?? 1_000) + BYTES_PER_FETCH * fetches;

/** What a cache of what is made of documents may take, in bytes as estimated. */
export const MAX_DOCUMENTS_BYTES = 200_000_000;
