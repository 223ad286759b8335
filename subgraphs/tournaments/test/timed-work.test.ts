import { routingKey, type OutgoingMessage } from '@arena/events';
import { EnvError } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { updateMatch } from '../src/db/match-store.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { parseEnv } from '../src/index.ts';
import { addCatalogue, daysAhead } from './fixtures.ts';
import { addMatch, planTournament } from './planned-matches.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

const HOUR_MS = 3_600_000;

/** A time zone in which it is noon, so that no day ends while the test runs. */
function zoneAtNoon(now: Date): string {
  const hour = now.getUTCHours();
  // west of Greenwich is plus, in these names
  return `Etc/GMT${hour < 12 ? '-' : '+'}${Math.abs(12 - hour)}`;
}

test('the started subgraph reminds of matches and calls overdue tournaments off, each in its job', async () => {
  const timeZone = zoneAtNoon(new Date());
  await using started = await startTournaments({ TIMED_WORK: 'on', ARENA_TIME_ZONE: timeZone });
  const { app, bus } = started;
  const told: OutgoingMessage[] = [];
  const tail = await bus.tail((message) => void told.push(message));
  const untilTold = async (name: 'matches.reminder-due' | 'tournaments.canceled') => {
    const isIt = (message: OutgoingMessage) => message.routingKey === routingKey(name);
    const message = await vi.waitUntil(() => told.find(isIt), { timeout: 20_000 });
    return JSON.parse(message.content);
  };
  const addJob = (name: string) => app.db.execute(sql`select graphile_worker.add_job(${name})`);
  const planning = await planTournament(app, callerOf(), await addCatalogue(app));
  const { id: tournamentId } = planning.tournament;
  const { id: matchId } = await addMatch(app, planning);

  // within the day of the time zone, and most hours of the day not within that of UTC
  const startsAt = new Date(app.now().getTime() + 10 * HOUR_MS);
  await updateMatch(app.db, matchId, { startsAt });
  await addJob('remind-of-matches');
  const on = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(app.now());
  expect(await untilTold('matches.reminder-due')).toEqual({
    ...{ matchId, tournamentId, on },
    startsAt: startsAt.toISOString(),
    teamIds: planning.teams.map(({ id }) => id),
  });

  await updateTournament(app.db, tournamentId, { startsAt: daysAhead(app, -4), endsAt: daysAhead(app, -2) });
  await addJob('cancel-overdue-tournaments');
  expect(await untilTold('tournaments.canceled')).toEqual({ tournamentId });
  const { data } = await started.ask()(`{ tournament(id: "${tournamentId}") { status } }`);
  expect(data.tournament.status).toBe('CANCELED');

  // each is due by itself too
  const scheduled = sql`select identifier from graphile_worker._private_known_crontabs order by identifier`;
  await expect
    .poll(() => app.db.execute(scheduled), { timeout: 20_000 })
    .toEqual([{ identifier: 'cancel-overdue-tournaments' }, { identifier: 'remind-of-matches' }]);
  await tail.stop();
});

test('ARENA_TIME_ZONE must be the name of a time zone', () => {
  const parsed = (ARENA_TIME_ZONE: string) =>
    parseEnv({ DATABASE_URL: 'postgres://localhost/x', IDENTITY_JWKS: testIdentityJwks, ARENA_TIME_ZONE });
  expect(parsed('').ARENA_TIME_ZONE).toBe('America/Bogota');
  expect(parsed('Asia/Kathmandu').ARENA_TIME_ZONE).toBe('Asia/Kathmandu');
  for (const wrong of ['Mars/Olympus', '+05:00', '-5', "x'", 'local']) {
    expect(() => parsed(wrong), wrong).toThrow(EnvError);
  }
});
