import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The id that names a request in every log and masked error: the client's own if it gave a sound one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
