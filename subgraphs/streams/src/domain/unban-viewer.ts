import { idSchema, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { deleteStreamBan } from '../db/stream-ban-store.ts';
import { holdTournament } from '../db/tournament-store.ts';
import { requireMatch, requireStaff } from './require-match.ts';

const schema = z.object({ matchId: idSchema, userId: idSchema });

/**
 * Lets a kicked person join again; true also when they were not banned.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF)
 */
export async function unbanViewer(app: App, caller: Caller, args: z.input<typeof schema>): Promise<boolean> {
  const { userId: callerId } = requireSignedIn(caller);
  const { matchId, userId } = parseArguments(schema, args);
  const { tournamentId } = await requireMatch(app.db, matchId);
  await app.db.transaction(async (tx) => {
    await holdTournament(tx, tournamentId);
    await requireStaff(tx, tournamentId, callerId);
    await deleteStreamBan(tx, matchId, userId);
  });
  return true;
}
