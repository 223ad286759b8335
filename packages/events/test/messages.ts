import { newId } from '@arena/subgraph-kit';
import type { OutgoingMessage } from '../src/index.ts';

/** A queue of the catalogue and a key that leads to it. */
export const QUEUE = 'tickets.tournaments.created';
export const KEY = 'tournaments.created.v1';
/** Another queue, and an event that no queue wants. */
export const OTHER_QUEUE = 'tournaments.tickets.issued';
export const OTHER_KEY = 'tickets.issued.v1';
export const UNWANTED_KEY = 'streams.url-changed.v1';

export const message = (content: unknown = {}, routingKey = KEY): OutgoingMessage => ({
  id: newId(),
  routingKey,
  content: typeof content === 'string' ? content : JSON.stringify(content),
  headers: { requestId: 'request-1', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
});

/** Collects what comes, and lets a test await a number of it. */
export function collector<Item>() {
  const items: Item[] = [];
  const waiting = new Set<() => void>();
  return {
    items,
    add: (item: Item): void => {
      items.push(item);
      for (const look of waiting) look();
    },
    until: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (items.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
