import { findAdmitted } from '../../db/access-store.ts';
import { noteFirstSeen, noteLastSeen } from '../../db/attendance-store.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { revokeGrants } from '../follow-revoked.ts';
import type { RoomApp } from './room.ts';

/**
 * Counts people as watching a match. Presence says who holds a grant; what is stored says who does so by right, and is
 * asked after it, so that whoever is refused meanwhile is told that they are, or was not let in.
 * @returns whether each may watch
 */
export async function arrive(app: RoomApp, match: MatchKey, userIds: readonly string[]): Promise<boolean[]> {
  const { countChanged, lost } = await app.presence.keep(match, userIds);
  if (countChanged) app.viewerCounts.changed(match);
  const without = new Set(lost);
  const kept = userIds.filter((id) => !without.has(id));
  const found = kept.length === 0 ? [] : await findAdmitted(app.db, match.matchId, kept);
  const admitted = new Set(found.map(({ userId }) => userId));
  const refused = kept.filter((id) => !admitted.has(id));
  if (refused.length > 0) await revokeGrants(app, match, refused);
  const unseen = found.filter(({ wasSeen }) => !wasSeen).map(({ userId }) => userId);
  if (unseen.length > 0) await noteFirstSeen(app.db, match.matchId, unseen, app.now());
  return userIds.map((id) => admitted.has(id));
}

/**
 * Counts people as watching no more by this process, save those who have come back meanwhile. Where presence cannot be
 * asked they lapse by themselves.
 */
export async function depart(
  app: RoomApp,
  match: MatchKey,
  userIds: readonly string[],
  isBack: (userId: string) => boolean,
): Promise<undefined[]> {
  const gone = userIds.filter((id) => !isBack(id));
  try {
    if (gone.length > 0) {
      const { countChanged } = await app.presence.leave(match, gone);
      if (countChanged) app.viewerCounts.changed(match);
      await noteLastSeen(app.db, match.matchId, gone, app.now());
    }
  } catch (error) {
    app.logger.warn({ err: error, ...match }, 'viewers who have left lapse by themselves');
  }
  return userIds.map(() => undefined);
}
