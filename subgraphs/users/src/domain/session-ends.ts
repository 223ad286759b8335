import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Db } from '../db/queryable.ts';
import type { SessionEnd } from '../db/schema.ts';
import { endSessionById, endSessionsOf, type EndedSession } from '../db/session-store.ts';

/** Why and when sessions end, and in whose request. */
export type SessionEnding = { reason: SessionEnd; at: Date; headers: MessageHeaders };

const tellEnded = (tx: Db, ended: readonly EndedSession[], { reason, headers }: SessionEnding) =>
  appendEvents(
    tx,
    ended.map(({ id, userId }) => ({
      name: 'users.session-ended',
      payload: { userId, sessionId: id, reason },
    })),
    headers,
  );

/** Ends one session and tells so; false when it was not live, or not this person's where one is named. */
export async function endOneSession(
  tx: Db,
  session: { id: string; userId?: string },
  ending: SessionEnding,
): Promise<boolean> {
  const ended = await endSessionById(tx, session, ending.reason, ending.at);
  await tellEnded(tx, ended, ending);
  return ended.length > 0;
}

/** Ends all live sessions of a person, save one where it is named, and tells of each. The account must be locked. */
export async function endAllSessions(
  tx: Db,
  userId: string,
  ending: SessionEnding,
  exceptId?: string,
): Promise<void> {
  const ended = await endSessionsOf(tx, userId, ending.reason, ending.at, exceptId);
  await tellEnded(tx, ended, ending);
}
