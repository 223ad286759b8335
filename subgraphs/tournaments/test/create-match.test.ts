import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { matches, matchOpponents } from '../src/db/schema.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { addCatalogue, addTournament, cop, teamsOf, type Catalogue } from './fixtures.ts';
import { addMatch, daysIn, matchInput, planTournament, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let planning: Planning;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app, 20, [4, 1]);
});
beforeEach(async () => {
  planning = await planTournament(opened.app, callerOf(), catalogue);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const stored = async () => [await opened.app.db.$count(matches), await opened.app.db.$count(matchOpponents)];

async function expectNothingMade(work: () => Promise<unknown>): Promise<void> {
  const before = await stored();
  await work();
  expect(await stored()).toEqual(before);
  expect(await takeToldEvents(opened.app)).toEqual([]);
}

const add = (changes: object = {}) => addMatch(opened.app, planning, changes);

test('a match of empty teams is planned, and told', async () => {
  const match = await add();
  expect(match).toMatchObject({ name: 'Final', status: 'PENDING', outcome: null, cancelReason: null });
  const { id: tournamentId } = planning.tournament;
  const teamIds = planning.teams.map(({ id }) => id);
  const startsAt = daysIn(planning.tournament, 1).toISOString();
  expect(await takeToldEvents(opened.app)).toMatchObject([
    {
      routingKey: 'matches.created.v1',
      payload: { matchId: match.id, tournamentId, startsAt, name: 'Final', teamIds },
    },
  ]);
});

test('a SUBADMIN plans matches; a stranger and the anonymous do not', async () => {
  const subadmin = callerOf();
  const { id: tournamentId } = planning.tournament;
  const userId = subadmin.userId as string;
  await addSubadmin(opened.app, planning.organizer, { tournamentId, userId });
  expect(await addMatch(opened.app, { ...planning, organizer: subadmin })).toMatchObject({ tournamentId });
  await takeToldEvents(opened.app);
  await expectNothingMade(async () => {
    const by = (organizer: ReturnType<typeof callerOf>) => addMatch(opened.app, { ...planning, organizer });
    expect(await refusalOf(by(callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(by(callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  });
});

test('a match starts at the tournament’s start at the earliest, and before its end', async () => {
  const { tournament } = planning;
  const justBefore = (at: Date) => new Date(at.getTime() - 1);
  await add({ startsAt: tournament.startsAt });
  await add({ startsAt: justBefore(tournament.endsAt) });
  await takeToldEvents(opened.app);
  await expectNothingMade(async () => {
    expect(await faultsOf(add({ startsAt: justBefore(tournament.startsAt) }))).toEqual(['input.startsAt']);
    expect(await faultsOf(add({ startsAt: tournament.endsAt }))).toEqual(['input.startsAt']);
  });
});

test('the opponents are two or more teams of the tournament, each once', async () => {
  const [one, two] = planning.teams.map(({ id }) => id) as [string, string];
  const other = await planTournament(opened.app, callerOf(), catalogue);
  const foreign = other.teams[0]?.id as string;
  await takeToldEvents(opened.app);
  await expectNothingMade(async () => {
    const faults = (...teamIds: string[]) => faultsOf(add({ teamIds }));
    expect(await faults()).toEqual(['input.teamIds']);
    expect(await faults(one)).toEqual(['input.teamIds']);
    expect(await faults(one, two, one.toUpperCase())).toEqual(['input.teamIds.2']);
    expect(await faults(one, foreign)).toEqual(['input.teamIds.1']);
    expect(await faults(newId(), two)).toEqual(['input.teamIds.0']);
    expect(await faults('one', two)).toEqual(['input.teamIds.0']);
    expect(await faults(...Array.from({ length: 257 }, newId))).toEqual(['input.teamIds']);
  });
});

test('faults are named together', async () => {
  await expectNothingMade(async () => {
    const startsAt = daysIn(planning.tournament, -1);
    expect(await faultsOf(add({ startsAt, teamIds: [newId(), newId()] }))).toEqual([
      'input.startsAt',
      'input.teamIds.0',
      'input.teamIds.1',
    ]);
    expect(await faultsOf(add({ name: ' ', idempotencyKey: 'x'.repeat(65) }))).toEqual([
      'input.name',
      'input.idempotencyKey',
    ]);
  });
});

test('a match of a tournament that is over or not there is refused', async () => {
  const { id } = planning.tournament;
  await expectNothingMade(async () => {
    expect(await refusalOf(add({ tournamentId: newId() }))).toBe('NOT_FOUND');
    for (const status of ['FINISHED', 'CANCELED'] as const) {
      await updateTournament(opened.app.db, id, { status });
      expect(await refusalOf(add())).toBe('CONFLICT INVALID_STATE');
    }
  });
  await updateTournament(opened.app.db, id, { status: 'ONGOING' });
  expect(await add()).toMatchObject({ status: 'PENDING' });
});

test('a free tournament has two matches at most, those called off aside, however many are planned at once', async () => {
  const free = { isFree: true, participantPrice: cop(0), viewerPrice: cop(0) };
  const tournament = await addTournament(opened.app, catalogue, free, planning.organizer);
  planning = { ...planning, tournament, teams: await teamsOf(opened.app, tournament.id) };
  const limited = 'CONFLICT LIMIT_REACHED';
  expect(await tally(Array.from({ length: 6 }, () => add()))).toEqual({ done: 2, [limited]: 4 });
  const [last] = await opened.app.db
    .select()
    .from(matches)
    .where(eq(matches.tournamentId, tournament.id))
    .limit(1);
  await cancelMatch(opened.app, planning.organizer, { matchId: last?.id as string, reason: 'Rain' });
  await add();
  expect(await refusalOf(add())).toBe(limited);
});

test('the same key and input returns the same match, once its tournament is over too', async () => {
  const idempotencyKey = newId();
  const made = await Promise.all(Array.from({ length: 6 }, () => add({ idempotencyKey })));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await takeToldEvents(opened.app)).toHaveLength(1);
  await updateTournament(opened.app.db, planning.tournament.id, { status: 'FINISHED' });
  expect((await add({ idempotencyKey })).id).toBe(made[0]?.id);
});

test('the same key with another input is refused, in another tournament and at the same time too', async () => {
  const reused = 'CONFLICT IDEMPOTENCY_KEY_REUSED';
  const idempotencyKey = newId();
  await add({ idempotencyKey });
  expect(await refusalOf(add({ idempotencyKey, name: 'Semifinal' }))).toBe(reused);
  const other = await planTournament(opened.app, planning.organizer, catalogue);
  const key = newId();
  const calls = [planning, other].map(({ tournament, teams }) =>
    createMatch(opened.app, planning.organizer, matchInput(tournament, teams, { idempotencyKey: key })),
  );
  expect(await tally(calls)).toEqual({ done: 1, [reused]: 1 });
});

test('keys of two people have nothing to do with each other', async () => {
  const idempotencyKey = newId();
  const other = await planTournament(opened.app, callerOf(), catalogue);
  const first = await add({ idempotencyKey });
  expect((await addMatch(opened.app, other, { idempotencyKey })).id).not.toBe(first.id);
});
