import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError, sendRefusal, type Handler } from '@arena/subgraph-kit';
import type { OperationsInHand } from '../operations-in-hand.ts';

const RETRY_AFTER_MS = 1_000;

const STREAMING = Symbol('streaming');

/** Tells that a response goes on for long, and is no longer in hand: streams have limits of their own. */
export const letGo = (response: ServerResponse): void => void response.emit(STREAMING);

/** What is said to an operation that comes while too many are under way. */
export const overloaded = (): DomainError =>
  new DomainError('LIMIT_EXCEEDED', 'Too many operations are under way', {
    reason: 'OVERLOADED',
    retryAfterMs: RETRY_AFTER_MS,
  });

/**
 * Refuses requests by 503 while too many are in hand, before anything of them is read. A request is in hand from when
 * it has come in full, lest who sends slowly take a place, until its response is closed or goes on as a stream.
 */
export const shedLoad =
  (
    inHand: OperationsInHand,
    handler: Handler,
    onRefusal: (request: IncomingMessage, error: DomainError) => void,
  ): Handler =>
  (request, response) => {
    if (inHand.isFull) {
      const refusal = overloaded();
      onRefusal(request, refusal);
      return sendRefusal(request, response, refusal, 503);
    }
    let leave = () => {};
    request.once('end', () => (leave = inHand.enter()));
    const release = () => leave();
    response.once('close', release).once(STREAMING, release);
    return handler(request, response);
  };
