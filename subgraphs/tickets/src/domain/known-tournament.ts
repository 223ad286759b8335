import { Conflict, NotFound, type Queryable } from '@arena/subgraph-kit';
import { isBanned } from '../db/ban-store.ts';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { findTournament, holdTournament } from '../db/tournament-store.ts';

/** A tournament whose creation has been told. */
export type KnownTournament = {
  [Key in keyof TournamentRow]: Key extends 'datesRevision' | 'staffRevision'
    ? TournamentRow[Key]
    : NonNullable<TournamentRow[Key]>;
};

const isKnown = (row: TournamentRow | undefined): row is KnownTournament => row?.capacity != null;

/** @throws NotFound where the tournament's creation has not been told */
function requireKnown(row: TournamentRow | undefined): KnownTournament {
  if (!isKnown(row)) throw new NotFound('Tournament');
  return row;
}

/**
 * A tournament as it is at this moment.
 * @throws NotFound where its creation has not been told
 */
export const findKnownTournament = async (
  db: Queryable<typeof schema>,
  id: string,
): Promise<KnownTournament> => requireKnown(await findTournament(db, id));

/**
 * A tournament that stays as it is until the transaction ends.
 * @throws NotFound where its creation has not been told
 */
export const requireTournament = async (tx: Queryable<typeof schema>, id: string): Promise<KnownTournament> =>
  requireKnown(await holdTournament(tx, id));

/** Whether a person runs a tournament. */
export async function isStaff(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  userId: string,
): Promise<boolean> {
  const [role] = await findStaffRoles(tx, userId, [tournamentId]);
  return role != null;
}

/** @throws Conflict BANNED when the person is banned from the tournament */
export async function requireNotBanned(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  userId: string,
): Promise<void> {
  if (await isBanned(tx, tournamentId, userId)) {
    throw new Conflict('BANNED', 'This person is banned from the tournament');
  }
}

/** Whether a tournament is yet to begin: neither started nor due. */
export const isBeforeStart = ({ status, startsAt }: KnownTournament, now: Date): boolean =>
  status === 'PENDING' && now < startsAt;

/** Whether a tournament still sells seats: neither started nor with its teams settled. */
export const sellsSeats = ({ status, rosterClosed }: KnownTournament): boolean =>
  status === 'PENDING' && !rosterClosed;

/** Whether a tournament has come to its end, one way or the other. */
export const isOver = ({ status }: Pick<TournamentRow, 'status'>): boolean =>
  status === 'FINISHED' || status === 'CANCELED';
