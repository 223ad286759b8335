import type { Metrics } from '@arena/subgraph-kit';

/** What a client's subscription comes by. */
export type LiveTransport = 'websocket' | 'sse' | 'multipart';

/** What is counted of one open subscription. */
export type CountedStream = {
  /** The client has taken an event, before which so many were missed. */
  taken: (dropped: number) => void;
  /** It is over, and so many events were missed since the last that was taken. */
  closed: (dropped: number) => void;
};

/** What is counted of subscriptions. @returns counts one more */
export type LiveMetrics = (transport: LiveTransport, field: string) => CountedStream;

/** Counts open subscriptions by their field, which the schema bounds. */
export function liveMetrics(metrics: Metrics): LiveMetrics {
  const open = metrics.gauge({
    name: 'arena_gateway_subscriptions',
    help: 'Subscriptions that are open, by transport and field.',
    labels: ['transport', 'field'],
  });
  const delivered = metrics.counter({
    name: 'arena_gateway_subscription_events_total',
    help: 'Events that clients have taken, by field.',
    labels: ['field'],
  });
  const dropped = metrics.counter({
    name: 'arena_gateway_subscription_events_dropped_total',
    help: 'Events that clients missed since they were too slow, by field.',
    labels: ['field'],
  });
  return (transport, field) => {
    const where = [transport, field];
    const ofField = [field];
    const miss = (count: number) => {
      if (count > 0) dropped.add(ofField, count);
    };
    open.add(1, where);
    return {
      taken: (missed) => {
        delivered.add(ofField);
        miss(missed);
      },
      closed: (missed) => {
        open.add(-1, where);
        miss(missed);
      },
    };
  };
}
