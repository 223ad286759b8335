import type { App } from '../app.ts';
import { noteLastSeen } from '../db/attendance-store.ts';

/**
 * Removes those who are kept by nobody any more, as after the death of a process. It has each count be told that is not
 * what was last told, whatever became of that telling: its process was killed, Redis did not answer, or an older came after.
 */
export async function sweepPresence({ db, presence, viewerCounts, now }: App): Promise<void> {
  const { lapsed, untold } = await presence.sweep();
  for (const match of untold) viewerCounts.changed(match);
  for (const { matchId, userIds } of lapsed) await noteLastSeen(db, matchId, userIds, now());
}
