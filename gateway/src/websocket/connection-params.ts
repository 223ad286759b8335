import { DomainError } from '@arena/subgraph-kit';
import type { IncomingMessage } from 'node:http';

/**
 * What a client signs in with: `authorization` of its connectionParams, in whatever case it is written, else the header
 * of the request that the connection began with, which browsers cannot set.
 * @throws DomainError BAD_REQUEST
 */
export function authorizationOf(
  params: Readonly<Record<string, unknown>> | undefined,
  { headers }: IncomingMessage,
): string | undefined {
  const name = Object.keys(params ?? {}).find((key) => key.toLowerCase() === 'authorization');
  const given = name === undefined ? undefined : params?.[name];
  if (given === undefined || given === null) return headers.authorization;
  if (typeof given === 'string') return given;
  throw new DomainError('BAD_REQUEST', 'authorization must be a string');
}
