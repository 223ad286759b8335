import { parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { revokeAttendances } from '../db/attendance-store.ts';
import { findMatches } from '../db/match-store.ts';
import { followRevoked } from './follow-revoked.ts';
import { revoked } from './revoked.ts';

/**
 * Gives up the caller's grant for a match and their place, wherever they watch; true also when they had none.
 * @throws Unauthenticated, BadUserInput
 */
export async function leaveStream(app: App, caller: Caller, matchId: string): Promise<boolean> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(matchId, 'matchId');
  const [match] = await findMatches(app.db, [id]);
  if (!match) return true;
  const { tournamentId } = match;
  // remembered, lest somebody who watches in another window be taken for one whose grant was lost
  const left = await revokeAttendances(app.db, { tournamentId, matchId: id, userId }, 'LEFT');
  await followRevoked(app, revoked(left));
  return true;
}
