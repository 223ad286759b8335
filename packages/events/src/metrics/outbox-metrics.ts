import { OF_A_DATABASE, readBriefly, type Metrics } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { OutboxTransaction } from '../outbox/append.ts';

/** More events than this are not counted: it is bad enough. */
const COUNTED_AT_MOST = 10_000;

/** Tells how much waits in an outbox, and for how long. @returns a function that ends it */
export function watchOutbox(db: OutboxTransaction, metrics: Metrics): () => void {
  const unpublished = metrics.gauge({
    name: 'arena_outbox_unpublished',
    help: `Events in the outbox that are not published yet, ${COUNTED_AT_MOST} at most.`,
  });
  const oldest = metrics.gauge({
    name: 'arena_outbox_oldest_age_seconds',
    help: 'How long the oldest event in the outbox has waited.',
  });
  const read = async (): Promise<void> => {
    unpublished.clear();
    oldest.clear();
    const [found] = await readBriefly(db, (tx) =>
      tx.execute<{ count: number; age: number }>(sql`
        select count(*)::int as count,
          coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as age
        from (select created_at from outbox order by id limit ${COUNTED_AT_MOST}) as first`),
    );
    if (!found) return;
    unpublished.set(found.count);
    oldest.set(Math.max(0, found.age));
  };
  return metrics.read('outbox', read, OF_A_DATABASE);
}

/** Counts what an outbox has handed over, by event. */
export function publishedCounter(metrics: Metrics): (routingKeys: readonly string[]) => void {
  const published = metrics.counter({
    name: 'arena_outbox_published_total',
    help: 'Events that the bus has taken over, by event.',
    labels: ['event'],
  });
  return (routingKeys) => {
    for (const key of routingKeys) published.add([key]);
  };
}
