import { findAdmitted } from '../../db/access-store.ts';
import { noteFirstSeen, noteLastSeen } from '../../db/attendance-store.ts';
import type { MatchKey } from '../../presence/presence.ts';
import type { RoomApp } from './room.ts';

/**
 * Counts people as watching a match. Presence says who holds a grant; what is stored says who does so by right, and is
 * asked after it, so that whoever is refused meanwhile is told that they are, or was not let in. Those who are not let in
 * must depart. Their grants stay: they may be joining at this moment, and what is worth nothing lapses.
 * @returns whether each may watch
 */
export async function arrive(app: RoomApp, match: MatchKey, userIds: readonly string[]): Promise<boolean[]> {
  const { countChanged, lost } = await app.presence.keep(match, userIds);
  if (countChanged) app.viewerCounts.changed(match);
  const without = new Set(lost);
  const kept = userIds.filter((id) => !without.has(id));
  const found = kept.length === 0 ? [] : await findAdmitted(app.db, match.matchId, kept);
  const admitted = new Set(found.map(({ userId }) => userId));
  const unseen = found.filter(({ wasSeen }) => !wasSeen).map(({ userId }) => userId);
  if (unseen.length > 0) await noteFirstSeen(app.db, match.matchId, unseen, app.now());
  return userIds.map((id) => admitted.has(id));
}

/** Counts people as watching no more by this process. Where presence cannot be asked they lapse by themselves. */
export async function depart(
  app: RoomApp,
  match: MatchKey,
  userIds: readonly string[],
): Promise<undefined[]> {
  try {
    const { countChanged } = await app.presence.leave(match, userIds);
    if (countChanged) app.viewerCounts.changed(match);
    await noteLastSeen(app.db, match.matchId, userIds, app.now());
  } catch (error) {
    app.logger.warn({ err: error, ...match }, 'viewers who have left lapse by themselves');
  }
  return userIds.map(() => undefined);
}
