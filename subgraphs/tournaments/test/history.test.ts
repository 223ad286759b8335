import { newId } from '@arena/subgraph-kit';
import { faultyFields, person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { banFromTournament } from '../src/domain/ban-from-tournament.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { liftTournamentBan } from '../src/domain/lift-tournament-ban.ts';
import { removeSubadmin } from '../src/domain/remove-subadmin.ts';
import { renameTeam } from '../src/domain/rename-team.ts';
import { rescheduleTournament } from '../src/domain/reschedule-tournament.ts';
import { setSaleStages } from '../src/domain/set-sale-stages.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { updateTournament } from '../src/domain/update-tournament.ts';
import {
  addCatalogue,
  addMember,
  addTournament,
  cop,
  daysAhead,
  teamOf,
  type Catalogue,
} from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

const HISTORY = `query ($id: ID!, $first: Int, $after: String) { tournament(id: $id) {
  bans { reason createdAt user { id } by { id } }
  history(first: $first, after: $after) {
    nodes { at action detail by { id } } edges { cursor } pageInfo { hasNextPage endCursor }
  }
} }`;

type HistoryPage = { nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
type Entry = { at: string; action: string; detail: string | null; by: { id: string } };

let started: Awaited<ReturnType<typeof startTournaments>>;
let catalogue: Catalogue;
let tournamentId: string;
const organizer = person();
const admin = callerOf(organizer);

beforeAll(async () => {
  started = await startTournaments();
  catalogue = await addCatalogue(started.app);
});
beforeEach(async () => {
  tournamentId = (await addTournament(started.app, catalogue, {}, admin)).id;
});
afterAll(() => started[Symbol.asyncDispose]());

const ask = (variables: object = {}, by = organizer) =>
  started.ask(by)(HISTORY, { id: tournamentId, ...variables });
/** What has been changed since the tournament was created, the first change first. */
async function entries(): Promise<Entry[]> {
  const { data, errors } = await ask({ first: 100 });
  expect(errors).toBeUndefined();
  return data.tournament.history.nodes.toReversed().slice(1);
}

test('every change is told with who made it and when, what was and what is', async () => {
  const { app, adapters } = started;
  const [subadmin, cheat] = [newId(), newId()];
  const player = callerOf();
  const team = await teamOf(app, tournamentId, 1);
  await addMember(app, team, player.userId as string);
  const [startsAt, endsAt] = [daysAhead(app, 3), daysAhead(app, 4)];
  const stage = { name: 'Early', kind: 'VIEWER' as const, price: cop(7), startsAt, endsAt };
  const changes: [by: string, action: string, detail: string | null, change: () => Promise<unknown>][] = [
    [
      organizer.userId,
      'UPDATED',
      'name: "Bogota Open" -> "Cali Open"\nprize.total: "100000000 COP" -> "200000000 COP"',
      () =>
        updateTournament(app, admin, {
          tournamentId,
          name: 'Cali Open',
          prize: { description: 'A cup', total: cop(200_000_000) },
        }),
    ],
    [
      organizer.userId,
      'RESCHEDULED',
      expect.stringMatching(/^startsAt: \S+Z -> \S+Z\nendsAt: \S+Z -> \S+Z$/) as string,
      () => rescheduleTournament(app, admin, { tournamentId, startsAt, endsAt }),
    ],
    [
      organizer.userId,
      'SALE_STAGES_SET',
      expect.stringMatching(/^saleStages: "" -> "Early \(VIEWER, any number at 7, .*\)"$/) as string,
      () => setSaleStages(app, admin, { tournamentId, stages: [stage] }),
    ],
    [
      organizer.userId,
      'SUBADMIN_ADDED',
      `userId: "${subadmin}"`,
      () => addSubadmin(app, admin, { tournamentId, userId: subadmin }),
    ],
    [
      organizer.userId,
      'SUBADMIN_REMOVED',
      `userId: "${subadmin}"`,
      () => removeSubadmin(app, admin, { tournamentId, userId: subadmin }),
    ],
    [
      player.userId as string,
      'TEAM_RENAMED',
      'name: "Team 1" -> "Foxes"',
      () => renameTeam(app, player, { teamId: team.id, name: 'Foxes' }),
    ],
    [
      organizer.userId,
      'PERSON_BANNED',
      `userId: "${cheat}"\nreason: "Cheating"`,
      () => banFromTournament(app, admin, { tournamentId, userId: cheat, reason: 'Cheating', refund: true }),
    ],
    [
      organizer.userId,
      'BAN_LIFTED',
      `userId: "${cheat}"`,
      () => liftTournamentBan(app, admin, { tournamentId, userId: cheat }),
    ],
    [organizer.userId, 'STARTED', null, () => startTournament(app, admin, tournamentId)],
    [organizer.userId, 'FINISHED', null, () => finishTournament(app, admin, tournamentId)],
  ];
  const expected: unknown[] = [];
  for (const [by, action, detail, change] of changes) {
    adapters.advance(1_000);
    const madeSince = app.now();
    await change();
    const [madeAt] = (await entries()).slice(-1).map(({ at }) => new Date(at));
    expect(madeAt).toSatisfy((at: Date) => madeSince <= at && at <= app.now());
    expected.push({ by: { id: by }, action, detail, at: madeAt?.toISOString() });
  }
  expect(await entries()).toEqual(expected);
});

test('the creation is told first, and a cancellation with its reason', async () => {
  await cancelTournament(started.app, admin, { tournamentId, reason: 'Rain' });
  const { data } = await ask();
  expect(data.tournament.history.nodes).toMatchObject([
    { action: 'CANCELED', detail: 'reason: "Rain"', by: { id: organizer.userId } },
    { action: 'CREATED', detail: null, by: { id: organizer.userId } },
  ]);
});

test('a long text is told to have changed, not repeated', async () => {
  await updateTournament(started.app, admin, { tournamentId, description: 'x'.repeat(5_000) });
  expect(await entries()).toMatchObject([{ action: 'UPDATED', detail: 'description' }]);
});

test('what was refused, or changed nothing, leaves no trace', async () => {
  const { app } = started;
  expect(await refusalOf(startTournament(app, callerOf(), tournamentId))).toBe('FORBIDDEN NOT_STAFF');
  expect(await refusalOf(finishTournament(app, admin, tournamentId))).toBe('CONFLICT INVALID_STATE');
  const { id: teamId } = await teamOf(app, tournamentId, 1);
  expect(await refusalOf(renameTeam(app, admin, { teamId, name: 'Team 2' }))).toBe('CONFLICT NAME_TAKEN');
  await updateTournament(app, admin, { tournamentId, name: 'Bogota Open' });
  await removeSubadmin(app, admin, { tournamentId, userId: newId() });
  await liftTournamentBan(app, admin, { tournamentId, userId: newId() });
  expect(await entries()).toEqual([]);
});

test('bans and history are for staff alone: others are shown neither', async () => {
  const { app } = started;
  const [subadmin, player, cheat] = [person(), person(), person()];
  await addSubadmin(app, admin, { tournamentId, userId: subadmin.userId });
  await addMember(app, await teamOf(app, tournamentId, 1), player.userId);
  const input = { tournamentId, userId: cheat.userId, reason: 'Cheating', refund: false };
  await banFromTournament(app, callerOf(subadmin), input);
  const ban = {
    reason: 'Cheating',
    createdAt: expect.any(String) as string,
    user: { id: cheat.userId },
    by: { id: subadmin.userId },
  };
  for (const one of [organizer, subadmin]) {
    const { tournament } = (await ask({}, one)).data;
    expect(tournament.bans).toEqual([ban]);
    expect(tournament.history.nodes).toHaveLength(3);
  }
  for (const one of [player, cheat, person(), undefined]) {
    const { data, errors } = await started.ask(one)(HISTORY, { id: tournamentId });
    expect(errors).toBeUndefined();
    expect(data.tournament).toEqual({ bans: null, history: null });
  }
});

test('a history is read page by page, changes of one instant included; a faulty page is refused', async () => {
  const { app } = started;
  const { id: teamId } = await teamOf(app, tournamentId, 1);
  for (let count = 1; count <= 6; count += 1)
    await renameTeam(app, admin, { teamId, name: `Foxes ${count}` });
  const read: (string | null)[] = [];
  let after: string | null = null;
  for (let page = 0; page < 3; page += 1) {
    const { data } = await ask({ first: 3, after });
    const history = data.tournament.history as HistoryPage;
    read.push(...history.nodes.map(({ detail }) => detail));
    expect(history.pageInfo.hasNextPage).toBe(page < 2);
    after = history.pageInfo.endCursor;
  }
  const renamed = [5, 4, 3, 2, 1].map((count) => `name: "Foxes ${count}" -> "Foxes ${count + 1}"`);
  expect(read).toEqual([...renamed, 'name: "Team 1" -> "Foxes 1"', null]);
  expect(faultyFields(await ask({ first: 101 }))).toEqual(['first']);
  expect(faultyFields(await ask({ after: 'x' }))).toEqual(['after']);
});
