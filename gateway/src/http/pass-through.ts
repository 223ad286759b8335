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
  'traceparent',
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

type Passed = { path: string; method: Method; headers: IncomingHttpHeaders; body: Buffer | null };

/** What is handed on of a request. */
const passedOn = async (request: IncomingMessage, method: Method): Promise<Passed> => ({
  path: targetOf(request),
  method,
  headers: chosen(request.headers),
  body: method === 'POST' ? await readBody(request, MAX_BODY_BYTES) : null,
});

type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> & { content: Buffer };

/** What the service answers; undefined where nothing comes of it. */
async function fetchAnswer(pool: Pool, passed: Passed): Promise<Answer | undefined> {
  try {
    const answer = await pool.request(passed);
    return { ...answer, content: Buffer.from(await answer.body.arrayBuffer()) };
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { statusCode, headers, content }: Answer): void {
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
      let passed: Passed;
      try {
        passed = await passedOn(request, request.method);
      } catch (error) {
        if (!(error instanceof BodyError)) throw error;
        // the rest of an oversized body is not worth reading
        response.setHeader('connection', 'close');
        return sendJson(response, error.status, { error: error.message });
      }
      const answer = await fetchAnswer(pool, passed);
      if (answer) return send(response, answer);
      response.setHeader('retry-after', '1');
      sendJson(response, 503, { error: 'Unavailable' });
    },
    close: () => pool.close(),
  };
}
