import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

/** The media type of a GraphQL answer that a client prefers, by its Accept header; JSON where it does not say. */
export const answerType = (accept: string | undefined): typeof JSON_TYPE | typeof GRAPHQL_TYPE =>
  accept !== undefined &&
  new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]) === GRAPHQL_TYPE
    ? GRAPHQL_TYPE
    : JSON_TYPE;
