import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { lockCheckout, updateCheckout } from '../db/checkout-store.ts';
import { findMatchEnd } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { updateTicket } from '../db/seat-store.ts';
import { lockBoughtTicket, wantedBy } from './bought-ticket.ts';
import type { KnownTournament } from './known-tournament.ts';
import { takeBackTicket } from './take-back-ticket.ts';

type Tx = Queryable<typeof schema>;

/** Whether what a ticket admits to is over. */
const isUsedUp = async (tx: Tx, { matchId }: TicketRow, { status }: KnownTournament): Promise<boolean> =>
  matchId === null ? status === 'FINISHED' : (await findMatchEnd(tx, matchId)) === 'FINISHED';

/** Suspends a ticket that is, or was, valid. */
async function suspend(tx: Tx, checkoutId: string): Promise<void> {
  const bought = await lockBoughtTicket(tx, checkoutId);
  const status = bought?.ticket.status;
  if (!bought || (status !== 'ACTIVE' && status !== 'USED')) return;
  await updateTicket(tx, bought.ticket.id, { status: 'SUSPENDED' });
}

/** Makes a suspended ticket again what it would be without its dispute. */
async function restore(tx: Tx, checkoutId: string): Promise<void> {
  const bought = await lockBoughtTicket(tx, checkoutId);
  if (bought?.ticket.status !== 'SUSPENDED') return;
  const { ticket, tournament } = bought;
  const status = (await isUsedUp(tx, ticket, tournament)) ? 'USED' : 'ACTIVE';
  await updateTicket(tx, ticket.id, { status });
}

/**
 * Suspends the ticket of a checkout whose payment is disputed, restores it when the dispute is won or has cost a part
 * alone, and cancels it when all is lost. Another dispute may follow; what is older than what is known does nothing.
 */
export async function disputeTicket(
  tx: Tx,
  disputed: EventPayload<'payments.disputed'>,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  const { outcome, revision, ...told } = disputed;
  if (!wantedBy(told)) return;
  const { checkoutId } = told;
  const { disputeRevision } = await lockCheckout(tx, checkoutId);
  if (revision <= disputeRevision) return;
  await updateCheckout(tx, checkoutId, { dispute: outcome, disputeRevision: revision });
  if (outcome === 'OPEN') await suspend(tx, checkoutId);
  else if (outcome === 'LOST') await takeBackTicket(tx, checkoutId, 'DISPUTE_LOST', now, headers);
  else await restore(tx, checkoutId);
}
