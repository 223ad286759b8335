import { newId } from '@arena/subgraph-kit';
import type { OpenedApp } from './notifications-app.ts';
import { holdings, preferences, tournamentStaff } from '../src/db/schema.ts';

/** So many people whom users knows. */
export function knownPeople({ domains }: OpenedApp, count: number): string[] {
  return Array.from({ length: count }, () => {
    const userId = newId();
    domains.people.set(userId, {
      ...{ userId, email: `${userId}@arena.example`, displayName: 'Fan', locale: 'EN' },
      ...{ active: true, emailVerified: true },
    });
    return userId;
  }).sort();
}

/** Has people be participants of a tournament, which somebody runs. */
export async function addParticipants(
  { db }: OpenedApp,
  tournamentId: string,
  userIds: readonly string[],
): Promise<void> {
  const since = new Date(Date.now() - 60_000);
  await db
    .insert(tournamentStaff)
    .values({ tournamentId, userId: newId(), role: 'ADMIN', since })
    .onConflictDoNothing();
  const ticket = { type: 'PARTICIPANT' as const, tournamentId, since };
  await db.insert(holdings).values(userIds.map((userId) => ({ ticketId: newId(), userId, ...ticket })));
}

/** Has people have asked for mails of new tournaments. */
export async function subscribe({ db }: OpenedApp, userIds: readonly string[]): Promise<void> {
  const choice = { kind: 'TOURNAMENT_CREATED' as const, inApp: true, email: true };
  await db.insert(preferences).values(userIds.map((userId) => ({ userId, ...choice })));
}
