import type { Message, Options } from 'amqplib';
import type { DeadLetter, Delivery, MessageHeaders } from '../bus.ts';

/** Our headers on a message, beside the standard properties. */
const REQUEST_ID = 'x-request-id';
const TRACEPARENT = 'traceparent';
/** how many tries have failed so far */
const FAILURES = 'x-failures';
/** the key it was first published under; on its way back from a retry its routing key is its queue's name */
const ORIGINAL_KEY = 'x-routing-key';
const ERROR = 'x-error';
const DIED_AT = 'x-died-at';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const rawHeaders = (message: Message): Record<string, unknown> => message.properties.headers ?? {};

/** The properties of a message that is published. */
export const publishOptions = (id: string | undefined, headers: MessageHeaders): Options.Publish => ({
  ...(id !== undefined && { messageId: id }),
  contentType: 'application/json',
  headers: {
    ...(headers.requestId !== undefined && { [REQUEST_ID]: headers.requestId }),
    ...(headers.traceparent !== undefined && { [TRACEPARENT]: headers.traceparent }),
  },
});

export const headersOf = (message: Message): MessageHeaders => ({
  requestId: text(rawHeaders(message)[REQUEST_ID]),
  traceparent: text(rawHeaders(message)[TRACEPARENT]),
});

/** A message as it arrives. */
export const deliveryOf = (message: Message): Delivery => ({
  id: text(message.properties.messageId),
  routingKey: text(rawHeaders(message)[ORIGINAL_KEY]) ?? message.fields.routingKey,
  content: message.content.toString('utf8'),
  headers: headersOf(message),
  attempt: Number(rawHeaders(message)[FAILURES] ?? 0) + 1,
});

/** The properties of a message that is set aside after a failure: to be tried again, or parked. */
export function setAsideOptions(delivery: Delivery, error: unknown, at: Date): Options.Publish {
  const options = publishOptions(delivery.id, delivery.headers);
  return {
    ...options,
    headers: {
      ...(options.headers as Record<string, unknown>),
      [FAILURES]: delivery.attempt,
      [ORIGINAL_KEY]: delivery.routingKey,
      [ERROR]: error instanceof Error ? error.message.slice(0, 1_000) : 'unknown',
      [DIED_AT]: at.toISOString(),
    },
  };
}

/** The properties of a parked message that is put back, its tries counted anew. */
export function replayOptions(message: Message): Options.Publish {
  const delivery = deliveryOf(message);
  const options = publishOptions(delivery.id, delivery.headers);
  return {
    ...options,
    headers: { ...(options.headers as Record<string, unknown>), [ORIGINAL_KEY]: delivery.routingKey },
  };
}

/** A parked message, with why it died. */
export function deadLetterOf(message: Message): DeadLetter {
  const raw = rawHeaders(message);
  const { id, routingKey, content, attempt } = deliveryOf(message);
  return {
    id,
    routingKey,
    content,
    attempts: attempt - 1,
    // one that the broker parked itself carries the broker's reason alone
    error: text(raw[ERROR]) ?? `set aside by the broker: ${text(raw['x-first-death-reason']) ?? 'unknown'}`,
    diedAt: text(raw[DIED_AT]) ?? 'unknown',
  };
}
