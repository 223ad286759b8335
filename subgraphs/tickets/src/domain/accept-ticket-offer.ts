import { appendEvents, type MessageHeaders } from '@arena/events';
import {
  Conflict,
  NotFound,
  parseId,
  requireSignedIn,
  type Caller,
  type Queryable,
} from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { closeOffer, findOfferTo, lockOffer } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import type { OfferRow, TicketRow } from '../db/schema.ts';
import { lockPerson, lockTicket, lockTicketFor, updateTicket } from '../db/seat-store.ts';
import { findParticipantTickets } from '../db/ticket-store.ts';
import { AlreadyHasTicket } from './errors.ts';
import { freeTicket } from './free-ticket.ts';
import { requireTournament, type KnownTournament } from './known-tournament.ts';
import { newTicketCode, withNewCode } from './ticket-code.ts';
import { transferredEvent } from './ticket-events.ts';
import { requireReceivable, requireTransferable } from './transfer-rules.ts';

type Tx = Queryable<typeof schema>;

/** @throws AlreadyHasTicket unless the person is without a ticket of the tournament; a lapsed hold is ended */
async function requireWithoutTicket(
  tx: Tx,
  userId: string,
  tournament: KnownTournament,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  // a valid one is not locked: two who accept each other's tickets would wait for each other
  const [valid] = await findParticipantTickets(tx, { userId, now }, [tournament.id]);
  if (valid) throw new AlreadyHasTicket();
  const occasion = { type: 'PARTICIPANT', tournamentId: tournament.id, matchId: null } as const;
  const lapsed = await lockTicketFor(tx, userId, occasion);
  if (lapsed) await freeTicket(tx, lapsed, tournament, headers);
}

/** Makes the ticket the addressee's, with a code that the former owner does not know. */
const handOver = (tx: Tx, { ticketId, toUserId }: OfferRow, now: Date): Promise<TicketRow> =>
  withNewCode(
    tx,
    () => newTicketCode(now),
    (savepoint, code) =>
      updateTicket(savepoint, ticketId, {
        ownerId: toUserId,
        heldSince: now,
        issuedAt: now,
        checkedInAt: null,
        code,
      }),
  );

/**
 * Takes over a ticket that was offered to the caller; doing so again returns it again.
 * @throws Unauthenticated, BadUserInput, NotFound, AlreadyHasTicket, TicketInvalid,
 *   Conflict (OFFER_CLOSED, INVALID_STATE, IS_STAFF, BANNED)
 */
export async function acceptTicketOffer(app: App, caller: Caller, offerId: string): Promise<TicketRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(offerId, 'offerId');
  const now = app.now();
  return app.transact(async (tx) => {
    await lockPerson(tx, userId);
    const found = await findOfferTo(tx, id, userId);
    if (!found) throw new NotFound('Offer');
    const tournament = await requireTournament(tx, found.tournamentId);
    const ticket = await lockTicket(tx, found.ticketId);
    const offer = (await lockOffer(tx, id)) ?? found;
    if (offer.status === 'ACCEPTED' && ticket?.ownerId === userId) return ticket;
    if (offer.status !== 'OPEN' || offer.expiresAt <= now) {
      throw new Conflict('OFFER_CLOSED', 'The offer is no longer open');
    }
    requireTransferable(ticket, offer.fromUserId, tournament, now);
    await requireReceivable(tx, tournament.id, userId);
    await requireWithoutTicket(tx, userId, tournament, now, caller);
    const passed = await handOver(tx, offer, now);
    await closeOffer(tx, id, 'ACCEPTED');
    await appendEvents(tx, [transferredEvent(passed, offer.fromUserId)], caller);
    return passed;
  });
}
