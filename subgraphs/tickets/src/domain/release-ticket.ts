import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { lockTicket } from '../db/seat-store.ts';
import { findTicketOfCheckout } from '../db/ticket-store.ts';
import { freeTicket } from './free-ticket.ts';
import { requireTournament } from './known-tournament.ts';
import { tellAvailabilityChanged } from './tell-availability-changed.ts';

/** Gives the ticket held for a checkout free again; false when none is held for it, as after a first release. */
export async function releaseTicket(
  app: App,
  checkoutId: string,
  headers: MessageHeaders = {},
): Promise<boolean> {
  const released = await app.transact(async (tx) => {
    const found = await findTicketOfCheckout(tx, checkoutId);
    if (!found) return undefined;
    const tournament = await requireTournament(tx, found.tournamentId);
    const held = await lockTicket(tx, found.id);
    if (held?.status !== 'RESERVED' || held.checkoutId !== checkoutId) return undefined;
    await freeTicket(tx, held, tournament, headers);
    return held;
  });
  if (released?.type === 'PARTICIPANT') tellAvailabilityChanged(app, released.tournamentId);
  return released !== undefined;
}
