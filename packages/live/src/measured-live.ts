import type { Metrics } from '@arena/subgraph-kit';
import type { Live } from './live.ts';

/** Has what a service tells live counted, and what those who listen in it were too slow for. */
export function measuredLive(live: Live, metrics: Metrics): Live {
  const published = metrics.counter({
    name: 'arena_live_published_total',
    help: 'Live updates, by topic: sent, or lost since Redis was away.',
    labels: ['topic', 'outcome'],
  });
  const dropped = metrics.counter({
    name: 'arena_live_dropped_total',
    help: 'Live updates dropped for a listener that was too slow for them, by topic.',
    labels: ['topic'],
  });
  const send: Live['send'] = async (topic, key, payload) => {
    const isSent = await live.send(topic, key, payload);
    published.add([topic.name, isSent ? 'sent' : 'lost']);
    return isSent;
  };
  return {
    send,
    publish: (topic, key, payload) => void send(topic, key, payload),
    subscribe: async (topic, key) => {
      const queue = await live.subscribe(topic, key);
      queue.onDrop = () => dropped.add([topic.name]);
      return queue;
    },
    close: live.close,
  };
}
