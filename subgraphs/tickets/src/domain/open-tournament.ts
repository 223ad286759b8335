import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { insertSeats } from '../db/seat-store.ts';
import { replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { isOver } from './known-tournament.ts';

/**
 * Takes note of a new tournament and makes its seats, once. What other events have told of it already stays;
 * seats of a tournament that is over are made as cancelled.
 */
export async function openTournament(
  tx: Queryable<typeof schema>,
  { tournamentId, startsAt, endsAt, capacity, ...facts }: EventPayload<'tournaments.created'>,
  now: Date,
): Promise<void> {
  const known = await lockTournament(tx, tournamentId);
  if (known.capacity !== null) return;
  const dates = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  await updateTournament(tx, tournamentId, {
    ...facts,
    capacity,
    ...(known.datesRevision === null && dates),
  });
  if (known.staffRevision === null) {
    await replaceStaff(tx, tournamentId, [{ userId: facts.organizerId, role: 'ADMIN' }]);
  }
  await insertSeats(tx, capacity, {
    tournamentId,
    status: isOver(known) ? 'CANCELED' : 'GENERATED',
    priceMinor: facts.participantPriceMinor,
    currency: facts.currency,
    createdAt: now,
  });
}
