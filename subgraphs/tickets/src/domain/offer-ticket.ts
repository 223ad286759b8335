import { appendEvents } from '@arena/events';
import {
  BadUserInput,
  Conflict,
  idSchema,
  newId,
  NotFound,
  parseArguments,
  requireSignedIn,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { expireOffers, insertOffer } from '../db/offer-store.ts';
import type { OfferRow } from '../db/schema.ts';
import { lockTicket } from '../db/seat-store.ts';
import { findOwnedTicket } from '../db/ticket-store.ts';
import { requireTournament } from './known-tournament.ts';
import { requireReceivable, requireTransferable } from './transfer-rules.ts';

const OFFER_MS = 48 * 3_600_000;

const schema = z.object({ ticketId: idSchema, toUserId: idSchema });

/**
 * Offers the caller's own participant ticket to another person, who has 48 hours to accept it.
 * @throws Unauthenticated, BadUserInput, NotFound, TicketInvalid,
 *   Conflict (INVALID_STATE, IS_STAFF, BANNED, OFFER_OPEN)
 */
export async function offerTicket(app: App, caller: Caller, args: z.input<typeof schema>): Promise<OfferRow> {
  const { userId } = requireSignedIn(caller);
  const { ticketId, toUserId } = parseArguments(schema, args);
  if (toUserId === userId) throw new BadUserInput([{ path: 'toUserId', message: 'must be somebody else' }]);
  const now = app.now();
  return app.transact(async (tx) => {
    const own = await findOwnedTicket(tx, ticketId, userId);
    if (!own) throw new NotFound('Ticket');
    const tournament = await requireTournament(tx, own.tournamentId);
    const ticket = await lockTicket(tx, ticketId);
    requireTransferable(ticket, userId, tournament, now);
    await requireReceivable(tx, tournament.id, toUserId);
    await expireOffers(tx, ticketId, now);
    const offer: OfferRow = {
      id: newId(),
      ticketId,
      tournamentId: tournament.id,
      fromUserId: userId,
      toUserId,
      status: 'OPEN',
      createdAt: now,
      expiresAt: new Date(now.getTime() + OFFER_MS),
    };
    if (!(await insertOffer(tx, offer))) throw new Conflict('OFFER_OPEN', 'The ticket is on offer already');
    const { id: offerId, fromUserId, tournamentId, expiresAt } = offer;
    const ids = { offerId, ticketId, tournamentId, fromUserId, toUserId };
    const payload = { ...ids, expiresAt: expiresAt.toISOString() };
    await appendEvents(tx, [{ name: 'tickets.offered', payload }], caller);
    return offer;
  });
}
