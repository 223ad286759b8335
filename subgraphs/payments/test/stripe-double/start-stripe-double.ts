import { readBody, startHttpServer } from '@arena/subgraph-kit';
import { register, type TestAdapters } from '@arena/testing';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Stripe from 'stripe';
import { answer } from './api.ts';
import { ApiError, keyInUse } from './api-error.ts';
import { emptyBooks } from './books.ts';
import { readForm } from './form-body.ts';
import { idempotency } from './idempotency.ts';
import { newObjectId } from './objects.ts';
import { completeSession, sessionNow } from './sessions.ts';

/** What goes wrong with the next request: an answer of this status, none at all, or one that is lost on its way. */
export type Disturbance = number | 'silent' | 'lost';

export type StripeDoubleOptions = {
  secretKey: string;
  webhookSecret: string;
  now: TestAdapters['now'];
};

/** A fault in the midst of the work, unlike others, which keep a request from being begun. */
const FAULT = 500;

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': newObjectId('req') });
  response.end(JSON.stringify(body));
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  return new URL(url, 'http://localhost');
}

/** Speaks Stripe's HTTP API on a port of this machine, as far as payments by Checkout sessions need it. */
export async function startStripeDouble({ secretKey, webhookSecret, now }: StripeDoubleOptions) {
  const disturbances: Disturbance[] = [];
  const requests: { method: string; path: string; idempotencyKey: string | undefined }[] = [];
  const sent: Promise<unknown>[] = [];
  const remember = idempotency();
  let receiver: string | undefined;

  const sign = (payload: string, at = now(), secret = webhookSecret): string =>
    Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(at.getTime() / 1_000),
    });
  const tell = (type: string, object: object): void => {
    if (receiver === undefined) return;
    const event = { id: newObjectId('evt'), object: 'event', livemode: false, type, data: { object } };
    const body = JSON.stringify(event);
    const headers = { 'stripe-signature': sign(body) };
    // a receiver may have closed meanwhile
    sent.push(fetch(receiver, { method: 'POST', body, headers }).catch(() => undefined));
  };
  const books = emptyBooks({
    seconds: () => Math.floor(now().getTime() / 1_000),
    pageUrl: () => http.url,
    tell,
  });

  /** Stripe's hosted page, of which nothing but its one button is there. */
  const pay = (response: ServerResponse, sessionId: string): void => {
    completeSession(books, sessionId, 'succeeded');
    response.writeHead(303, { location: books.sessions.get(sessionId)?.success_url ?? '/' }).end();
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, search } = urlOf(request);
    const text = (await readBody(request, 100_000)).toString();
    if (path.startsWith('/c/pay/')) return pay(response, path.slice('/c/pay/'.length));

    const { method = 'GET' } = request;
    const key = request.headers['idempotency-key'];
    const idempotencyKey = typeof key === 'string' ? key : undefined;
    requests.push({ method, path, idempotencyKey });
    const disturbance = disturbances.shift();
    if (disturbance === 'silent') return;
    if (disturbance === 409) throw keyInUse();
    const disturbed = (status: number): never => {
      throw new ApiError(status, { type: 'api_error', message: `Disturbed, as with ${secretKey}` });
    };
    if (typeof disturbance === 'number' && disturbance !== FAULT) disturbed(disturbance);
    if (request.headers.authorization !== `Bearer ${secretKey}`)
      throw new ApiError(401, { message: 'Invalid API Key provided' });
    const form = readForm(method === 'POST' ? text : search.slice(1));
    const body = remember(method === 'POST' ? idempotencyKey : undefined, `${path} ${text}`, () =>
      disturbance === FAULT ? disturbed(FAULT) : answer(books, method, path, form),
    );
    if (disturbance === 'lost') return void request.socket.destroy();
    sendJson(response, 200, body);
  }

  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 0,
    onError: (error) => console.error(error),
    handler: async (request, response) => {
      try {
        await serve(request, response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        sendJson(response, error.status, error.body);
      }
    },
  });

  return register(
    'double of Stripe',
    {
      url: http.url,
      books,
      requests,
      sign,
      /** Disturbs the next requests, one each. */
      disturb: (...next: Disturbance[]) => void disturbances.push(...next),
      /** Lets sessions expire whose time is over. */
      sweep: () => void [...books.sessions.keys()].map((id) => sessionNow(books, id)),
      /** Has events told to an address from now on. */
      tellTo: (address: string) => void (receiver = address),
    },
    async () => {
      await Promise.all(sent);
      await http.stop();
    },
  );
}
