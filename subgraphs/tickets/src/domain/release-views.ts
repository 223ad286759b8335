import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { deleteHeldViews } from '../db/view-store.ts';
import { releasedEvent } from './ticket-events.ts';

/** Ends the holds on viewer tickets of a match that is over, and tells their checkouts. */
export async function releaseViews(
  tx: Queryable<typeof schema>,
  matchId: string,
  headers: MessageHeaders,
): Promise<void> {
  const held = await deleteHeldViews(tx, matchId);
  const events = held.flatMap((ticket) =>
    ticket.checkoutId === null ? [] : [releasedEvent(ticket, ticket.checkoutId)],
  );
  await appendEvents(tx, events, headers);
}
