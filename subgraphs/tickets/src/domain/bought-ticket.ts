import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TicketRow } from '../db/schema.ts';
import { lockTicket } from '../db/seat-store.ts';
import { findTicketOfCheckout } from '../db/ticket-store.ts';
import type { Wanted } from './hold-ticket.ts';
import { requireTournament, type KnownTournament } from './known-tournament.ts';

/** A checkout, as payments tell of it. */
export type ToldCheckout = EventPayload<'payments.processing'>;

const TICKET_TYPES = { PARTICIPANT_SALE: 'PARTICIPANT', VIEWER_SALE: 'VIEWER', DONATION: null } as const;

/** What a checkout is to buy; null for a donation, which buys no ticket. */
export function wantedBy({ type: of, amountMinor, ...checkout }: ToldCheckout): Wanted | null {
  const type = TICKET_TYPES[of];
  return type === null ? null : { ...checkout, type, priceMinor: amountMinor };
}

/** The ticket that is held for a checkout or was bought with it, locked, and its tournament, which is held. */
export async function lockBoughtTicket(
  tx: Queryable<typeof schema>,
  checkoutId: string,
): Promise<{ ticket: TicketRow; tournament: KnownTournament } | undefined> {
  const found = await findTicketOfCheckout(tx, checkoutId);
  if (!found) return undefined;
  const tournament = await requireTournament(tx, found.tournamentId);
  const ticket = await lockTicket(tx, found.id);
  // meanwhile it may have become another's
  return ticket?.checkoutId === checkoutId ? { ticket, tournament } : undefined;
}
