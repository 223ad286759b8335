/** An error as a subgraph sent it, whatever it has. */
export type SentError = { message: string; path?: unknown; extensions?: Record<string, unknown> };

export type ServiceAnswer = { data?: Record<string, unknown> | null | undefined; errors: SentError[] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Codes by which a subgraph refuses the gateway's call itself, which is none of the client's doing. */
const REFUSALS = [
  'UNAUTHENTICATED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
];

const refuses = ({ extensions }: Record<string, unknown>): boolean =>
  isObject(extensions) && REFUSALS.includes(String(extensions['code']));

/**
 * Reads a subgraph's answer as the gateway is to read it.
 * @returns undefined for what is no answer of GraphQL: no JSON, neither data nor errors, either
 *   of a wrong kind, or a refusal of the call
 */
export function readServiceAnswer(text: string): ServiceAnswer | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  const data = body['data'];
  const errors = body['errors'] ?? [];
  if ((data !== undefined && data !== null && !isObject(data)) || !Array.isArray(errors)) return undefined;
  if (!errors.every(isObject)) return undefined;
  if (!data && errors.length === 0) return undefined;
  if (data === undefined && errors.some(refuses)) return undefined;
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({
      message: typeof message === 'string' && message ? message : 'The subgraph reports an error',
      path,
      extensions: isObject(extensions) ? extensions : {},
    })),
  };
}
