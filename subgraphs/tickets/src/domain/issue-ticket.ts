import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { updateTicket } from '../db/seat-store.ts';
import { issuedEvent } from './ticket-events.ts';
import { newTicketCode, withNewCode } from './ticket-code.ts';

/** Makes a ticket that is held for somebody their own, with its code. */
export async function issueTicket(
  tx: Queryable<typeof schema>,
  held: TicketRow,
  now: Date,
  headers: MessageHeaders,
): Promise<TicketRow> {
  const ticket = await withNewCode(
    tx,
    () => newTicketCode(now),
    (savepoint, code) =>
      updateTicket(savepoint, held.id, { status: 'ACTIVE', code, issuedAt: now, holdUntil: null }),
  );
  await appendEvents(tx, [issuedEvent(ticket)], headers);
  return ticket;
}
