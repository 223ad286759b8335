import { activeTraceparent, insertRows, newId, type Queryable } from '@arena/subgraph-kit';
import type { MessageHeaders } from '../bus.ts';
import { EVENTS, routingKey, type ArenaEvent } from '../catalogue/events.ts';
import { outbox } from './outbox-table.ts';

/** A transaction on any database that has an outbox. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever else is in the schema does not matter here
export type OutboxTransaction = Queryable<any>;

/**
 * Tells events: they leave this database with the transaction, or not at all. To be called within
 * `outbox.transaction`, so that they leave at once.
 * @throws ZodError for an event that is not as the catalogue says: a mistake of the caller's
 */
export async function appendEvents(
  tx: OutboxTransaction,
  events: readonly ArenaEvent[],
  { requestId, traceparent = activeTraceparent() }: MessageHeaders = {},
): Promise<void> {
  const rows = events.map(({ name, payload }) => ({
    id: newId(),
    routingKey: routingKey(name),
    payload: EVENTS[name].schema.parse(payload),
    headers: { requestId, traceparent },
  }));
  await insertRows(tx, outbox, rows);
}
