import type { EventPayload } from '@arena/events';
import { isNewer, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';

/** Takes note of a tournament's new dates, unless newer ones are known. */
export async function rescheduleTournament(
  tx: Queryable<typeof schema>,
  { tournamentId, revision, startsAt, endsAt }: EventPayload<'tournaments.rescheduled'>,
): Promise<void> {
  const { datesRevision } = await lockTournament(tx, tournamentId);
  if (!isNewer(revision, datesRevision)) return;
  await updateTournament(tx, tournamentId, {
    datesRevision: revision,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  });
}
