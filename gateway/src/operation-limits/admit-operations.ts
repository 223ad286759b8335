import type { HTTPGraphQLRequest } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { checkDocument } from './check-document.ts';
import type { OperationLimits } from './limits.ts';

/** What the memory of admitted documents may hold, in characters. */
const MAX_REMEMBERED = 10_000_000;

/** The text of the operation that a request carries, if it carries one. */
function sourceOf({ method, search, body }: HTTPGraphQLRequest): string | undefined {
  const source =
    method === 'GET' ? new URLSearchParams(search).get('query') : (body as { query?: unknown } | null)?.query;
  return typeof source === 'string' ? source : undefined;
}

/**
 * Makes the gate that lets no operation beyond the limits in. A document that was let in once is known by its text.
 * @returns a function that gives the request on, or throws LimitExceeded
 */
export function admitOperations(limits: OperationLimits) {
  const admitted = new LRUCache<string, true>({ maxSize: MAX_REMEMBERED });
  return (request: HTTPGraphQLRequest): HTTPGraphQLRequest => {
    const source = sourceOf(request);
    if (source === undefined || admitted.has(source)) return request;
    checkDocument(source, limits);
    admitted.set(source, true, { size: source.length + 1 });
    return request;
  };
}
