import type { HTTPGraphQLRequest } from '@apollo/server';
import { Forbidden } from '@arena/subgraph-kit';

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/** Whether a browser sends it for a page that is neither ours nor of these origins. */
export function isForeignPage(
  { origin, host }: { origin: string | undefined; host: string | undefined },
  allowed: readonly string[],
): boolean {
  return origin !== undefined && !allowed.includes(origin) && hostOf(origin) !== host;
}

/**
 * Refuses what a foreign page has a browser send in somebody's name: a request with cookies from an origin that is
 * neither ours nor allowed. Cookies sign nobody in here, but a proxy in front may go by them.
 * @returns a function that gives the request on, or throws Forbidden with the reason FOREIGN_ORIGIN
 */
export const admitOrigins =
  (allowed: readonly string[]) =>
  (request: HTTPGraphQLRequest): HTTPGraphQLRequest => {
    const { headers } = request;
    const page = { origin: headers.get('origin'), host: headers.get('host') };
    if (!headers.has('cookie') || !isForeignPage(page, allowed)) return request;
    throw new Forbidden('Pages of this origin may not send cookies here', 'FOREIGN_ORIGIN');
  };
