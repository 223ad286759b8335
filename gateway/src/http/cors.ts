import cors from 'cors';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RATE_LIMIT_HEADERS } from '../rate-limits/count-operation.ts';

/** Where Sandbox is by itself; the one that the gateway's own page embeds has that page ask for it. */
const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

/** The origins whose pages may use the gateway: the configured ones, and Apollo Sandbox outside production. */
export const allowedOrigins = (origins: readonly string[], production: boolean): readonly string[] =>
  production ? origins : [...origins, SANDBOX_ORIGIN];

/**
 * Lets browsers of these origins read our answers.
 * @returns a function that sets the headers; true when it answered a preflight request itself
 */
export function createCors(origins: readonly string[]) {
  const middleware = cors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', ...RATE_LIMIT_HEADERS],
    maxAge: 600,
  });
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    let passedOn = false;
    middleware(request, response, () => {
      passedOn = true;
    });
    return !passedOn;
  };
}
