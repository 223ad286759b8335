import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';

const GRAPHQL_TYPES = ['application/graphql-response+json'];

/**
 * Lets a GET pass Apollo Server's protection from forged requests that asks for an answer of GraphQL by its Accept
 * header: no form, link or image of a foreign page does, and what is asked by GET changes nothing.
 */
export function admitGraphqlAccept(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  if (request.method !== 'GET') return request;
  const accept = request.headers.get('accept') ?? '';
  if (!GRAPHQL_TYPES.some((type) => accept.includes(type))) return request;
  const headers = new HeaderMap([...request.headers, ['apollo-require-preflight', 'accept']]);
  return { ...request, headers };
}
