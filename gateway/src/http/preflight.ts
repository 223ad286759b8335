import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { answerType } from '@arena/subgraph-kit';
import { acceptedFraming } from './streams/accepted-framing.ts';

const isGraphqlAccept = (accept: string | undefined): boolean =>
  answerType(accept) !== 'application/json' || acceptedFraming(accept) !== undefined;

/**
 * Lets a GET pass Apollo Server's protection from forged requests that asks for an answer of GraphQL by its Accept
 * header: no form, link or image of a foreign page does, and what is asked by GET changes nothing.
 */
export function admitGraphqlAccept(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  if (request.method !== 'GET') return request;
  if (!isGraphqlAccept(request.headers.get('accept'))) return request;
  const headers = new HeaderMap([...request.headers, ['apollo-require-preflight', 'accept']]);
  return { ...request, headers };
}
