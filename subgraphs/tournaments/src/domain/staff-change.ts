import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { findStaff } from '../db/staff-store.ts';
import { updateTournament } from '../db/tournament-store.ts';

/** Tells the whole staff of a tournament, which is locked, after a change; each telling has a higher revision. */
export async function tellStaffChanged(
  tx: Queryable<typeof schema>,
  tournament: TournamentRow,
  headers: MessageHeaders,
): Promise<TournamentRow> {
  const [rows = []] = await findStaff(tx, [tournament.id]);
  const staff = rows.map(({ userId, role }) => ({ userId, role }));
  const revision = tournament.staffRevision + 1;
  const payload = { tournamentId: tournament.id, revision, staff };
  await appendEvents(tx, [{ name: 'tournaments.staff-changed', payload }], headers);
  return updateTournament(tx, tournament.id, { staffRevision: revision });
}
