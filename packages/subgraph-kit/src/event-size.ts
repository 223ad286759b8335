import type { FormattedExecutionResult } from 'graphql';
import { DomainError } from './errors.ts';

/** Far below what the gateway takes, for a larger message would cost it the connection that all subscriptions share. */
const MAX_EVENT_BYTES = 1_048_576;

/** What is sent of an event: itself, or that it is too large. */
export function fittingEvent(event: FormattedExecutionResult): FormattedExecutionResult {
  if (Buffer.byteLength(JSON.stringify(event)) <= MAX_EVENT_BYTES) return event;
  const { message, extensions } = new DomainError('LIMIT_EXCEEDED', 'The event is too large', {
    reason: 'EVENT_SIZE',
  });
  return { data: null, errors: [{ message, extensions }] };
}
