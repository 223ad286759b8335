/** An error as a subgraph sent it, whatever it has. */
export type SentError = { message: string; path?: unknown; extensions?: Record<string, unknown> };

export type ServiceAnswer = { data?: Record<string, unknown> | undefined; errors: SentError[] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a subgraph's answer as the gateway is to read it.
 * @returns undefined for what is no answer of GraphQL: no JSON, neither data nor errors, or either of a wrong kind
 */
export function readServiceAnswer(text: string): ServiceAnswer | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  const data = body['data'] ?? undefined;
  const errors = body['errors'] ?? [];
  if ((data !== undefined && !isObject(data)) || !Array.isArray(errors)) return undefined;
  if (data === undefined && errors.length === 0) return undefined;
  if (!errors.every(isObject)) return undefined;
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({
      message: typeof message === 'string' && message ? message : 'The subgraph reports an error',
      path,
      extensions: isObject(extensions) ? extensions : {},
    })),
  };
}
