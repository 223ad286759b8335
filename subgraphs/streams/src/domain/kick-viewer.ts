import { appendEvents } from '@arena/events';
import {
  Conflict,
  idSchema,
  newId,
  parseInput,
  requireSignedIn,
  textSchema,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { revokeAttendances } from '../db/attendance-store.ts';
import { insertStreamBan } from '../db/stream-ban-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { followRevoked } from './follow-revoked.ts';
import { isStaff, requireMatch, requireStaff } from './require-match.ts';
import { revoked } from './revoked.ts';

const inputSchema = z.object({
  matchId: idSchema,
  userId: idSchema,
  reason: textSchema(0, 300).nullish(),
});

/**
 * Sends a person away from a match and bans them from its streams, whether they watch or not. Who is kicked already
 * stays so, for the first reason, and nothing is told.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (IS_STAFF)
 */
export async function kickViewer(
  app: App,
  caller: Caller,
  input: z.input<typeof inputSchema>,
): Promise<boolean> {
  const { userId: callerId } = requireSignedIn(caller);
  const { matchId, userId, ...given } = parseInput(inputSchema, input, 'input');
  const reason = given.reason || null;
  const { tournamentId } = await requireMatch(app.db, matchId);
  const sentAway = await app.transact(async (tx) => {
    await lockTournament(tx, tournamentId);
    await requireStaff(tx, tournamentId, callerId);
    if (await isStaff(tx, tournamentId, userId)) {
      throw new Conflict('IS_STAFF', 'The staff of a tournament cannot be kicked');
    }
    const ban = { id: newId(), matchId, userId, reason, bannedById: callerId, createdAt: app.now() };
    if (!(await insertStreamBan(tx, ban))) return [];
    const payload = { matchId, tournamentId, userId, reason };
    await appendEvents(tx, [{ name: 'streams.viewer-kicked', payload }], caller);
    return revoked(await revokeAttendances(tx, { tournamentId, matchId, userId }, 'KICKED'), reason);
  });
  await followRevoked(app, sentAway);
  return true;
}
