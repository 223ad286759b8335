import type { AfterCommit } from '@arena/events';
import { activeTraceparent, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { insertMails } from '../db/mail-store.ts';
import { insertNotifications } from '../db/notification-store.ts';
import { findPreferences } from '../db/preference-store.ts';
import type * as schema from '../db/schema.ts';
import { notificationReceived } from '../live/topics.ts';
import { channelsByDefault, isKeptForEach, laneOf } from './kinds.ts';
import { gatheredMail, type Telling } from './telling.ts';

type Tx = Queryable<typeof schema>;

/** Who of these people is told of a kind in the app, and who by e-mail. */
async function channelsOf(tx: Tx, kind: Telling['kind'], userIds: readonly string[]) {
  const chosen = new Map((await findPreferences(tx, userIds, [kind])).map((row) => [row.userId, row]));
  const channels = userIds.map((userId) => ({ userId, ...channelsByDefault(kind), ...chosen.get(userId) }));
  return {
    inApp: isKeptForEach(kind) ? channels.filter(({ inApp }) => inApp).map(({ userId }) => userId) : [],
    byMail: channels.filter(({ email }) => email).map(({ userId }) => userId),
  };
}

/**
 * Tells people something, each in the ways that they have chosen, and once, however often they are told of the same
 * event.
 * @param createdAt when they are told
 * @returns what pushes it to whoever listens, and has the mails sent
 */
export async function notify(
  app: App,
  tx: Tx,
  telling: Telling,
  userIds: readonly string[],
  createdAt: Date,
): Promise<AfterCommit> {
  if (userIds.length === 0) return () => {};
  const { kind, params, eventKey, isToMany = false } = telling;
  const { tournamentId = null, matchId = null, ticketId = null } = telling;
  const { inApp, byMail } = await channelsOf(tx, kind, userIds);
  const told = { kind, params, eventKey, tournamentId, matchId, ticketId, createdAt };
  const received = await insertNotifications(tx, told, inApp);
  const mail = {
    ...{ ...told, matchIds: [], gathers: null, lane: laneOf(kind, { isToMany }), nextAt: createdAt },
    traceparent: activeTraceparent() ?? null,
  };
  await insertMails(tx, { ...mail, ...gatheredMail(app, telling, createdAt) }, byMail);
  return () => {
    for (const { id, userId } of received)
      app.live.publish(notificationReceived, userId, { notificationId: id });
    if (byMail.length > 0) app.wake.mails();
  };
}
