import type { Context } from '../context.ts';

/** What tells a subgraph in whose name it is asked. @param token who the caller is, signed for the subgraph */
export function identityHeaders(context: Context, token: string): Record<string, string> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    'x-request-id': context.requestId,
    'x-client-address': context.address,
  };
  if (context.traceparent !== undefined) headers['traceparent'] = context.traceparent;
  if (context.userAgent !== undefined) headers['x-client-user-agent'] = context.userAgent;
  return headers;
}
