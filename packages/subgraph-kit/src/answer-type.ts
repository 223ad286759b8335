import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

const preferred = (accept: string): string | undefined =>
  new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);

/** The media type of a GraphQL answer that a client prefers, by its Accept header; JSON where it does not say. */
export const answerType = (accept: string | undefined): typeof JSON_TYPE | typeof GRAPHQL_TYPE =>
  accept !== undefined && preferred(accept) === GRAPHQL_TYPE ? GRAPHQL_TYPE : JSON_TYPE;

/** Whether a client takes GraphQL answers, by its Accept header. */
export const takesAnswers = (accept: string | undefined): boolean =>
  accept === undefined || preferred(accept) !== undefined;
