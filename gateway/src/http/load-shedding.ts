import type { ServerResponse } from 'node:http';
import { DomainError, sendRefusal, type Handler } from '@arena/subgraph-kit';

const RETRY_AFTER_MS = 1_000;

const STREAMING = Symbol('streaming');

/** Tells that a response goes on for long, and is no longer in hand: streams have limits of their own. */
export const letGo = (response: ServerResponse): void => void response.emit(STREAMING);

/**
 * Refuses requests by 503 while `most` are in hand, before anything of them is read. A request is in hand
 * from when it has come in full, lest who sends slowly take a place, until its response is closed or goes on as a
 * stream.
 */
export function shedLoad(most: number, handler: Handler): Handler {
  let inHand = 0;
  return (request, response) => {
    if (inHand >= most) {
      const details = { reason: 'OVERLOADED', retryAfterMs: RETRY_AFTER_MS };
      const refusal = new DomainError('LIMIT_EXCEEDED', 'Too many operations are under way', details);
      return sendRefusal(request, response, refusal, 503);
    }
    let isCounted = false;
    request.once('end', () => {
      isCounted = true;
      inHand++;
    });
    const release = () => {
      if (isCounted) inHand--;
      isCounted = false;
    };
    response.once('close', release).once(STREAMING, release);
    return handler(request, response);
  };
}
