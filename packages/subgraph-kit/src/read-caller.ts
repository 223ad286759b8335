import type { IncomingHttpHeaders } from 'node:http';
import type { JWTVerifyGetKey } from 'jose';
import type { Caller } from './caller.ts';
import { createIdentityVerifier } from './identity.ts';
import { newId } from './ids.ts';
import { traceparentOf } from './traceparent.ts';

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/**
 * Reads who asks from the headers that the gateway gives to one subgraph.
 * @throws Unauthenticated where they do not hold its word, IdentityUnchecked where that cannot be told
 */
export function callerReader(subgraph: string, keys: JWTVerifyGetKey) {
  const verify = createIdentityVerifier(subgraph, keys);
  return async (headers: IncomingHttpHeaders): Promise<Caller> => {
    const token = /^Bearer (.+)$/.exec(header(headers, 'authorization') ?? '')?.[1];
    const identity = await verify(token);
    return {
      ...identity,
      address: header(headers, 'x-client-address') ?? 'unknown',
      userAgent: header(headers, 'x-client-user-agent') ?? null,
      requestId: header(headers, 'x-request-id') ?? newId(),
      traceparent: traceparentOf(headers),
    };
  };
}
