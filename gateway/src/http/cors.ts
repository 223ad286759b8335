import cors from 'cors';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RATE_LIMIT_HEADERS } from '../rate-limits/count-operation.ts';

const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

/**
 * Lets browsers of the configured origins, and of Apollo Sandbox outside production, read our answers.
 * @returns a function that sets the headers; true when it answered a preflight request itself
 */
export function createCors(origins: readonly string[], production: boolean) {
  const allowed = production ? [...origins] : [...origins, SANDBOX_ORIGIN];
  const middleware = cors({
    origin: allowed,
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
