import { BodyError, readBody, sendJson, type Handler } from '@arena/subgraph-kit';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';

const MAX_BODY_BYTES = 1_048_576;
const TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 32;
const METHODS = ['GET', 'HEAD', 'POST'] as const;
type Method = (typeof METHODS)[number];

/** What the service behind may see of a request; nothing that says who the client is to the gateway. */
const PASSED_ON = [
  'accept',
  'accept-language',
  'content-type',
  'stripe-signature',
  'user-agent',
  'x-request-id',
];

/** What is about one connection alone, and not about the answer. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

const isPassed = (method: string | undefined): method is Method => METHODS.some((one) => one === method);

const chosen = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    PASSED_ON.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );

/** The path of a request and what it asks there, without whatever else its target names. */
function targetOf({ url = '/' }: IncomingMessage): string {
  const { pathname, search } = new URL(url, 'http://localhost');
  return pathname + search;
}

async function fetchAnswer(pool: Pool, request: IncomingMessage, method: Method) {
  const body = method === 'POST' ? await readBody(request, MAX_BODY_BYTES) : null;
  const answer = await pool.request({
    path: targetOf(request),
    method,
    headers: chosen(request.headers),
    body,
  });
  return { ...answer, content: Buffer.from(await answer.body.arrayBuffer()) };
}

function send(
  response: ServerResponse,
  {
    statusCode,
    headers,
    content,
  }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> & { content: Buffer },
): void {
  const own = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  response.writeHead(statusCode, Object.fromEntries(own));
  response.end(content);
}

/**
 * Hands requests to a service behind the gateway as they are, to the byte, and its answers back. Nothing of them is
 * kept or logged: they may bear what pays or what proves a payment.
 */
export function createPassThrough(origin: string): { handler: Handler; close: () => Promise<void> } {
  const pool = new Pool(new URL(origin).origin, {
    connections: MAX_CONNECTIONS,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  return {
    handler: async (request, response) => {
      if (!isPassed(request.method)) {
        response.setHeader('allow', METHODS.join(', '));
        return sendJson(response, 405, { error: 'Method not allowed' });
      }
      try {
        send(response, await fetchAnswer(pool, request, request.method));
      } catch (error) {
        if (error instanceof BodyError) return sendJson(response, error.status, { error: error.message });
        if (error === request.errored) throw error;
        response.setHeader('retry-after', '1');
        sendJson(response, 503, { error: 'Unavailable' });
      }
    },
    close: () => pool.close(),
  };
}
