import { BoundedNames, cleanName, OTHER } from '@arena/subgraph-kit';
import type { IncomingHttpHeaders } from 'node:http';

/** Which program a client says that it is. */
export type ClientName = { name: string; version: string };

const NAME = 'apollographql-client-name';
const VERSION = 'apollographql-client-version';

/** What stands for clients, or versions, that are not told. */
export const UNKNOWN = 'unknown';

const MAX_CLIENTS = 50;
const MAX_VERSIONS = 5;

const oneOf = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : UNKNOWN);

/** What a request says of the program that sent it, by the headers that Apollo's clients set. */
export const clientNameOf = (headers: IncomingHttpHeaders): ClientName => ({
  name: oneOf(headers[NAME]),
  version: oneOf(headers[VERSION]),
});

/** The same of a WebSocket's connectionParams, else of the request that it began with. */
export function clientNameIn(
  params: Readonly<Record<string, unknown>> | undefined,
  headers: IncomingHttpHeaders,
): ClientName {
  const given = Object.entries(params ?? {}).map(([key, value]) => [key.toLowerCase(), value] as const);
  return clientNameOf({ ...headers, ...(Object.fromEntries(given) as IncomingHttpHeaders) });
}

/** Tells apart so many clients and so many versions of each, whatever is sent. */
export class ClientNames {
  readonly #names = new BoundedNames(MAX_CLIENTS, [UNKNOWN]);
  readonly #versions = new Map<string, BoundedNames>();

  of({ name, version }: ClientName): readonly [name: string, version: string] {
    const told = this.#names.of(name);
    if (told === OTHER) return [OTHER, OTHER];
    const versions = this.#versions.get(told) ?? new BoundedNames(MAX_VERSIONS, [UNKNOWN]);
    this.#versions.set(told, versions);
    return [told, versions.of(cleanName(version))];
  }
}
