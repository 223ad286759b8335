import { BodyError, pageHeaders, readBody, type Handler } from '@arena/subgraph-kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { missingPage, sessionPage, type PaySession } from './pay-page-html.ts';
import { STYLE } from './pay-page-style.ts';

export type PaySessions = {
  find: (id: string) => Promise<PaySession | undefined>;
  /** Pays an open session; any other stays as it is. The session as it is then. */
  pay: (id: string) => Promise<PaySession>;
};

/** A form of one button is a few bytes. */
const MAX_BODY_BYTES = 1_024;

const actionSchema = z.enum(['pay', 'decline', 'cancel']);

const idSchema = z.string().regex(/^[\w-]{1,100}$/);

/** Which session is asked for; undefined for what can be the id of none. */
const sessionIdOf = (request: IncomingMessage): string | undefined =>
  idSchema.safeParse(new URL(request.url ?? '/', 'http://localhost').searchParams.get('session')).data;

/** Which button was pressed; undefined for none of ours. */
async function actionOf(request: IncomingMessage) {
  const body = await readBody(request, MAX_BODY_BYTES);
  return actionSchema.safeParse(new URLSearchParams(body.toString()).get('action')).data;
}

function sendPage(response: ServerResponse, status: number, page: string, session?: PaySession): void {
  response.writeHead(status, pageHeaders(STYLE, session ? [session.successUrl, session.cancelUrl] : []));
  response.end(page);
}

/** Sends the buyer on, as a GET. */
function goTo(response: ServerResponse, url: string): void {
  response.writeHead(303, { ...pageHeaders(STYLE), location: new URL(url).href });
  response.end();
}

async function press(
  sessions: PaySessions,
  session: PaySession,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const action = await actionOf(request);
  if (action === 'cancel') return goTo(response, session.cancelUrl);
  if (action === 'pay') {
    const paid = await sessions.pay(session.id);
    // pressed twice, it is paid once, and the buyer goes where the first answer would have led
    if (paid.status === 'PAID') return goTo(response, paid.successUrl);
    return sendPage(response, 409, sessionPage(paid), paid);
  }
  if (action === undefined || session.status !== 'OPEN')
    return sendPage(response, action ? 409 : 400, sessionPage(session), session);
  sendPage(response, 200, sessionPage(session, { isDeclined: true }), session);
}

/** Serves the page on which a session is paid. Whoever knows the session's id, which nobody can guess, may do so. */
export const payPageHandler =
  (sessions: PaySessions): Handler =>
  async (request, response) => {
    const { method = 'GET' } = request;
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      response.writeHead(405, { ...pageHeaders(STYLE), allow: 'GET, HEAD, POST' });
      return void response.end();
    }
    const id = sessionIdOf(request);
    const session = id === undefined ? undefined : await sessions.find(id);
    if (!session) return sendPage(response, 404, missingPage());
    if (method !== 'POST') return sendPage(response, 200, sessionPage(session), session);
    try {
      await press(sessions, session, request, response);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      response.setHeader('connection', 'close');
      sendPage(response, error.status, sessionPage(session), session);
    }
  };
