import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { withdrawOffersOf } from '../db/offer-store.ts';
import type * as schema from '../db/schema.ts';
import { cancelSold, cancelUnsold } from '../db/seat-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { isOver } from './known-tournament.ts';
import { invalidatedEvent } from './ticket-events.ts';

/** Cancels the tickets of a tournament that will not take place, and tells of each that somebody had. */
export async function cancelTournament(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  headers: MessageHeaders,
): Promise<void> {
  if (isOver(await lockTournament(tx, tournamentId))) return;
  await updateTournament(tx, tournamentId, { status: 'CANCELED' });
  await cancelUnsold(tx, tournamentId, ['PARTICIPANT', 'VIEWER']);
  await withdrawOffersOf(tx, tournamentId);
  const canceled = await cancelSold(tx, tournamentId);
  await appendEvents(
    tx,
    canceled.map((ticket) => invalidatedEvent(ticket, 'TOURNAMENT_CANCELED')),
    headers,
  );
}
