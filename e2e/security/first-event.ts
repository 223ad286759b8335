import type { GraphQLAnswer } from '@arena/testing';
import { createClient } from 'graphql-sse';

/** The first that a subscription tells a caller; an access token says who that is. */
export async function firstEvent(
  url: string,
  accessToken: string | undefined,
  query: string,
  variables: Record<string, unknown>,
): Promise<GraphQLAnswer> {
  const client = createClient({
    url: `${url}/graphql`,
    headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
    retryAttempts: 0,
  });
  try {
    for await (const result of client.iterate({ query, variables })) return result as GraphQLAnswer;
    throw new Error('A subscription ended without a word');
  } finally {
    client.dispose();
  }
}
