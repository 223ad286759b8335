import { failSpan, inSpan, SpanKind, toTraceparent, traceOf, type Tracer } from '@arena/subgraph-kit';
import type { EventBus, MessageHeaders, OutgoingMessage } from './bus.ts';

/** What carries the messages, as spans call it. */
export type MessagingSystem = 'rabbitmq' | 'postgresql';

type About = { name: string; id?: string | undefined; attempt?: number };

const attributesOf = (system: MessagingSystem, type: 'send' | 'process', { name, id, attempt }: About) => ({
  'messaging.system': system,
  'messaging.operation.type': type,
  'messaging.destination.name': name,
  ...(id !== undefined && { 'messaging.message.id': id }),
  ...(attempt !== undefined && { 'arena.delivery.attempt': attempt }),
});

/** Begun outside of a request, and not told whose it is, it belongs to what it is begun in. */
const parentOf = ({ traceparent }: MessageHeaders) =>
  traceparent === undefined ? undefined : traceOf(traceparent);

/**
 * The bus as one service uses it, with a span for each message that it sends and for each try at one that it gets. What
 * is sent carries its span, so that whatever comes of it, anywhere, belongs to one trace.
 */
export function tracedBus(bus: EventBus, tracer: Tracer | undefined, system: MessagingSystem): EventBus {
  if (!tracer) return bus;

  const sending = (message: OutgoingMessage) => {
    const attributes = attributesOf(system, 'send', { name: message.routingKey, id: message.id });
    const span = tracer.startSpan(
      `publish ${message.routingKey}`,
      { kind: SpanKind.PRODUCER, attributes },
      traceOf(message.headers.traceparent),
    );
    const traceparent = toTraceparent(span.spanContext());
    return { span, message: { ...message, headers: { ...message.headers, traceparent } } };
  };

  return {
    ...bus,
    publish: async (messages) => {
      const sent = messages.map(sending);
      try {
        await bus.publish(sent.map(({ message }) => message));
      } catch (error) {
        for (const { span } of sent) failSpan(span, error);
        throw error;
      } finally {
        for (const { span } of sent) span.end();
      }
    },
    consume: (queue, handle) =>
      bus.consume(queue, (delivery) => {
        const about = { name: queue, id: delivery.id, attempt: delivery.attempt };
        const settings = {
          name: `process ${queue}`,
          kind: SpanKind.CONSUMER,
          attributes: attributesOf(system, 'process', about),
          parent: traceOf(delivery.headers.traceparent),
        };
        return inSpan(tracer, settings, (span) => {
          const traceparent = span && toTraceparent(span.spanContext());
          return handle({ ...delivery, headers: { ...delivery.headers, traceparent } });
        });
      }),
    request: (name, content, options) => {
      const attributes = attributesOf(system, 'send', { name });
      const parent = parentOf(options.headers);
      return inSpan(
        tracer,
        { name: `request ${name}`, kind: SpanKind.CLIENT, attributes, parent },
        (span) => {
          const traceparent = span && toTraceparent(span.spanContext());
          return bus.request(name, content, { ...options, headers: { ...options.headers, traceparent } });
        },
      );
    },
    serve: (name, handle) =>
      bus.serve(name, (content, headers) => {
        const attributes = attributesOf(system, 'process', { name });
        const parent = traceOf(headers.traceparent);
        return inSpan(tracer, { name: `answer ${name}`, kind: SpanKind.SERVER, attributes, parent }, (span) =>
          handle(content, { ...headers, traceparent: span && toTraceparent(span.spanContext()) }),
        );
      }),
  };
}
