import type { HTTPGraphQLRequest } from '@apollo/server';
import { Forbidden } from '@arena/subgraph-kit';

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/**
 * Refuses what a foreign page has a browser send in somebody's name: a request with cookies from an origin that is
 * neither ours nor allowed. Cookies sign nobody in here, but a proxy in front may go by them.
 * @returns a function that gives the request on, or throws Forbidden with the reason FOREIGN_ORIGIN
 */
export const admitOrigins =
  (allowed: readonly string[]) =>
  (request: HTTPGraphQLRequest): HTTPGraphQLRequest => {
    const origin = request.headers.get('origin');
    if (origin === undefined || !request.headers.has('cookie') || allowed.includes(origin)) return request;
    if (hostOf(origin) === request.headers.get('host')) return request;
    throw new Forbidden('Pages of this origin may not send cookies here', 'FOREIGN_ORIGIN');
  };
