import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { lockBoughtTicket } from './bought-ticket.ts';
import { freeTicket } from './free-ticket.ts';
import { tellAvailabilityChanged } from './tell-availability-changed.ts';

/** Ends the hold of a checkout within a transaction, and returns the ticket as it was held, if it was. */
export async function releaseHeldTicket(
  tx: Queryable<typeof schema>,
  checkoutId: string,
  headers: MessageHeaders,
): Promise<TicketRow | undefined> {
  const bought = await lockBoughtTicket(tx, checkoutId);
  if (bought?.ticket.status !== 'RESERVED') return undefined;
  await freeTicket(tx, bought.ticket, bought.tournament, headers);
  return bought.ticket;
}

/** Gives the ticket held for a checkout free again; false when none is held for it, as after a first release. */
export async function releaseTicket(
  app: App,
  checkoutId: string,
  headers: MessageHeaders = {},
): Promise<boolean> {
  const released = await app.transact((tx) => releaseHeldTicket(tx, checkoutId, headers));
  if (released?.type === 'PARTICIPANT') tellAvailabilityChanged(app, released.tournamentId);
  return released !== undefined;
}
