import { and, asc, eq } from 'drizzle-orm';
import { listNotifications } from '../src/domain/list-notifications.ts';
import type { Kind } from '../src/domain/kinds.ts';
import { notifications, type NotificationRow } from '../src/db/schema.ts';
import type { OpenedApp } from './notifications-app.ts';
import type { Cast } from './tournament-people.ts';

/** Everything that a person finds in the app, the newest first. */
export const inboxOf = async ({ app }: OpenedApp, userId: string) =>
  (await listNotifications(app, userId, { first: 100 })).nodes;

/** Everything of one kind that is kept for people one by one about a tournament. */
export const toldOf = (
  { db }: OpenedApp,
  kind: Kind,
  { tournamentId }: { tournamentId: string },
): Promise<NotificationRow[]> =>
  db
    .select()
    .from(notifications)
    .where(and(eq(notifications.kind, kind), eq(notifications.tournamentId, tournamentId)))
    .orderBy(asc(notifications.id));

/** Who has been told of a kind about the tournament of a cast: in the app, and by e-mail. */
export async function whoWasTold(
  opened: OpenedApp,
  { people, tournamentId }: Pick<Cast, 'people' | 'tournamentId'>,
  kind: Kind,
): Promise<{ inApp: string[]; byMail: string[] }> {
  const named = (ids: readonly string[]) =>
    ids.map((id) => Object.entries(people).find(([, userId]) => userId === id)?.[0] ?? id).sort();
  const inApp = await toldOf(opened, kind, { tournamentId });
  const byMail = opened.mails.sent.filter(
    ({ mail }) => mail.kind === kind && mail.tournamentId === tournamentId,
  );
  return {
    inApp: named(inApp.map(({ userId }) => userId)),
    byMail: named(byMail.map(({ to }) => to.userId)),
  };
}
