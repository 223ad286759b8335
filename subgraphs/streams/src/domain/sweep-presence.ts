import type { App } from '../app.ts';
import { noteLastSeen } from '../db/attendance-store.ts';

/** Removes those who are kept by nobody any more, as after the death of a process, and tells the counts. */
export async function sweepPresence({ db, presence, viewerCounts, now }: App): Promise<void> {
  const lapsed = await presence.sweep();
  for (const match of lapsed) viewerCounts.changed(match);
  for (const { matchId, userIds } of lapsed) await noteLastSeen(db, matchId, userIds, now());
}
