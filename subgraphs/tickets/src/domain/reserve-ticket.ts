import type { MessageHeaders, RequestInput } from '@arena/events';
import { BadUserInput, Conflict, NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { hasSeat, lockPerson, lockTicketFor, takeFreeSeat } from '../db/seat-store.ts';
import { findTicketOfCheckout } from '../db/ticket-store.ts';
import { AlreadyHasTicket, SoldOut } from './errors.ts';
import { freeTicket } from './free-ticket.ts';
import { holdTicket, occasionOf } from './hold-ticket.ts';
import { isLapsed } from './hold.ts';
import { issueTicket } from './issue-ticket.ts';
import { requireTournament, type KnownTournament } from './known-tournament.ts';
import { requireForSale } from './require-for-sale.ts';
import { tellAvailabilityChanged } from './tell-availability-changed.ts';

type Tx = Queryable<typeof schema>;
export type ReserveInput = RequestInput<'tickets.reserve'>;

/** A ticket that a checkout can count on. */
export type UsableTicket = TicketRow & { status: 'RESERVED' | 'ACTIVE' };

const isUsable = (ticket: TicketRow): ticket is UsableTicket =>
  ticket.status === 'RESERVED' || ticket.status === 'ACTIVE';

/** @throws SoldOut, NotFound */
async function takeSeat(tx: Tx, { tournamentId, ticketId }: ReserveInput, now: Date): Promise<TicketRow> {
  const seat = await takeFreeSeat(tx, tournamentId, ticketId, now);
  if (seat) return seat;
  if (ticketId !== null && !(await hasSeat(tx, tournamentId, ticketId))) throw new NotFound('Ticket');
  throw new SoldOut(ticketId === null ? 'No seat is left' : 'Somebody else has this seat');
}

/** The ticket to hold for the buyer, locked; undefined where a viewer's is to be made. */
async function findTicketToHold(
  tx: Tx,
  tournament: KnownTournament,
  input: ReserveInput,
  now: Date,
  headers: MessageHeaders,
): Promise<TicketRow | undefined> {
  const own = await lockTicketFor(tx, input.buyerId, occasionOf(input));
  if (own && !isLapsed(own, now)) throw new AlreadyHasTicket();
  if (own && (input.ticketId ?? own.id) === own.id) return own;
  if (own) await freeTicket(tx, own, tournament, headers);
  return input.type === 'VIEWER' ? undefined : takeSeat(tx, input, now);
}

/** @throws Conflict INVALID_STATE when what the checkout was made for is neither held nor valid any more */
function requireUsable(ticket: TicketRow): UsableTicket {
  if (isUsable(ticket)) return ticket;
  throw new Conflict('INVALID_STATE', `The ticket of this checkout is ${ticket.status}`);
}

/**
 * Holds a ticket for a checkout until its hold lapses, or issues it at once. Repeated for the same checkout it
 * returns the same ticket.
 * @throws BadUserInput, NotFound, SoldOut, AlreadyHasTicket,
 *   Conflict (SALE_CLOSED, MATCH_OVER, BANNED, IS_STAFF, INVALID_STATE)
 */
export async function reserveTicket(
  app: App,
  input: ReserveInput,
  headers: MessageHeaders = {},
): Promise<UsableTicket> {
  if (input.type === 'VIEWER' && input.matchId === null) {
    throw new BadUserInput([{ path: 'matchId', message: 'is needed for a viewer ticket' }]);
  }
  const now = app.now();
  const reserved = await app.transact(async (tx) => {
    await lockPerson(tx, input.buyerId);
    const repeated = await findTicketOfCheckout(tx, input.checkoutId);
    if (repeated && !isLapsed(repeated, now)) return requireUsable(repeated);
    const tournament = await requireTournament(tx, input.tournamentId);
    await requireForSale(tx, tournament, occasionOf(input), input.buyerId);
    const ticket = await findTicketToHold(tx, tournament, input, now, headers);
    const wanted = { ...input, holdUntil: new Date(input.holdUntil) };
    const held = await holdTicket(tx, ticket, wanted, now, headers);
    return requireUsable(input.activate ? await issueTicket(tx, held, now, headers) : held);
  });
  if (input.type === 'PARTICIPANT') tellAvailabilityChanged(app, input.tournamentId);
  return reserved;
}
