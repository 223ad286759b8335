import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockBuyingOf } from '../db/affected-checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { insertWithdrawn } from '../db/withdrawn-ticket-store.ts';
import type { Change } from './change-checkout.ts';
import { payBackIssued } from './pay-back-issued.ts';

/**
 * Has the money of a ticket go back that gives its owner no place in a team, or that a ban has taken, if the ban pays
 * back: to whoever had paid for it, which after a transfer is somebody else than its owner. Tickets that are lost
 * otherwise are lost with their money, or because of it.
 */
export async function withdrawTicket(
  app: App,
  tx: Queryable<typeof schema>,
  { ticketId, tournamentId, ownerId, reason }: EventPayload<'tickets.invalidated'>,
  headers: MessageHeaders,
): Promise<Change[]> {
  if (reason !== 'BANNED' && reason !== 'NO_PLACE') return [];
  // the news of the ban may be handled at the same time, and must find the ticket or be found
  await lockTournament(tx, tournamentId);
  await insertWithdrawn(tx, { id: ticketId, tournamentId, ownerId, reason });
  return payBackIssued(app, tx, await lockBuyingOf(tx, [ticketId]), headers);
}
