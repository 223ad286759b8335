import { BodyError, pageHeaders, readBody, type Handler } from '@arena/subgraph-kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Unsubscription, UnsubscribeTokens } from '../mail/unsubscribe-token.ts';
import { askPage, donePage, missingPage } from './unsubscribe-html.ts';
import { wishedLocale } from './unsubscribe-language.ts';
import { STYLE } from './unsubscribe-style.ts';

/** One field, as a form or in parts. */
const MAX_BODY_BYTES = 4_096;

const tokenOf = ({ url = '/' }: IncomingMessage): string =>
  new URL(url, 'http://localhost').searchParams.get('token') ?? '';

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, pageHeaders(STYLE));
  response.end(page);
}

export type UnsubscribeHandlerOptions = {
  tokens: Pick<UnsubscribeTokens, 'read'>;
  /** takes EMAIL out of what the person has chosen for the kind; resolves once that is so, whether or not it was before */
  unsubscribe: (unsubscription: Unsubscription) => Promise<unknown>;
};

/**
 * Serves the links by which mails are turned off: shows a page with one button, which a person presses, and takes what
 * it sends, from mail programs too (RFC 8058). Whoever has the link may do so, without signing in.
 */
export const unsubscribeHandler =
  ({ tokens, unsubscribe }: UnsubscribeHandlerOptions): Handler =>
  async (request, response) => {
    const { method = 'GET' } = request;
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      response.writeHead(405, { ...pageHeaders(STYLE), allow: 'GET, HEAD, POST' });
      return void response.end();
    }
    const locale = wishedLocale(request.headers['accept-language']);
    const unsubscription = tokens.read(tokenOf(request));
    if (!unsubscription) return sendPage(response, 404, missingPage(locale));
    const { kind } = unsubscription;
    if (method !== 'POST') return sendPage(response, 200, askPage(kind, locale));
    try {
      // what it says does not matter: no other thing can be asked for here
      await readBody(request, MAX_BODY_BYTES);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      response.setHeader('connection', 'close');
      return sendPage(response, error.status, askPage(kind, locale));
    }
    await unsubscribe(unsubscription);
    sendPage(response, 200, donePage(kind, locale));
  };
