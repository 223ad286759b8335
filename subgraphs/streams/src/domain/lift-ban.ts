import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { recordBan } from '../db/ban-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';

/** Lets a person whose ban from a tournament has been lifted join the streams of its matches again. */
export async function liftBan(
  tx: Queryable<typeof schema>,
  { tournamentId, userId, revision }: EventPayload<'tournaments.ban-lifted'>,
): Promise<void> {
  await lockTournament(tx, tournamentId);
  await recordBan(tx, { tournamentId, userId, revision, isBanned: false });
}
