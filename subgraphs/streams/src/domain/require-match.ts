import { Conflict, Forbidden, NotFound, type Queryable } from '@arena/subgraph-kit';
import { findMatches, type KnownMatch } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { findRunTournaments } from '../db/staff-store.ts';

type Db = Queryable<typeof schema>;

/** @throws NotFound where no such match has been told of */
export async function requireMatch(db: Db, id: string): Promise<KnownMatch> {
  const [match] = await findMatches(db, [id]);
  if (!match) throw new NotFound('Match');
  return match;
}

/** Whether a person runs a tournament. */
export async function isStaff(db: Db, tournamentId: string, userId: string): Promise<boolean> {
  const [runs = false] = await findRunTournaments(db, userId, [tournamentId]);
  return runs;
}

/** @throws Forbidden NOT_STAFF to those who do not run the tournament */
export async function requireStaff(db: Db, tournamentId: string, userId: string): Promise<void> {
  if (await isStaff(db, tournamentId, userId)) return;
  throw new Forbidden('This is for the staff of the tournament', 'NOT_STAFF');
}

/** @throws Conflict INVALID_STATE when the match is over */
export function requireOpen({ isOver }: Pick<KnownMatch, 'isOver'>): void {
  if (isOver) throw new Conflict('INVALID_STATE', 'The match is over');
}
