import { newId } from '@arena/subgraph-kit';
import { codeOf, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCatalogue, addTournament, tournamentInput, type Catalogue } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

type Started = Awaited<ReturnType<typeof startTournaments>>;
let started: Started;
let catalogue: Catalogue;
const organizer = person();

beforeAll(async () => {
  started = await startTournaments();
  catalogue = await addCatalogue(started.app);
});
afterAll(() => started[Symbol.asyncDispose]());

test('a tournament is created and run over HTTP', async () => {
  const ask = started.ask(organizer);
  const created = await ask(
    'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }',
    { input: tournamentInput(started.app, catalogue) },
  );
  const tournamentId = created.data.createTournament.id;
  const run = await ask(
    `mutation ($tournamentId: ID!) {
      start: startTournament(tournamentId: $tournamentId) { status myRole }
      finish: finishTournament(tournamentId: $tournamentId) { status }
      again: finishTournament(tournamentId: $tournamentId) { status }
    }`,
    { tournamentId },
  );
  expect(run.data).toEqual({
    start: { status: 'ONGOING', myRole: 'ADMIN' },
    finish: { status: 'FINISHED' },
    again: null,
  });
  expect(run.errors?.[0]).toMatchObject({
    path: ['again'],
    extensions: { code: 'CONFLICT', reason: 'INVALID_STATE' },
  });
});

test('each of several mutations in one request shows what it has done itself', async () => {
  const { id } = await addTournament(started.app, catalogue, {}, callerOf(organizer));
  const [first, second] = [newId(), newId()];
  const { data, errors } = await started.ask(organizer)(
    `mutation ($id: ID!, $first: ID!, $second: ID!) {
      one: addSubadmin(tournamentId: $id, userId: $first) { staff { user { id } } }
      two: addSubadmin(tournamentId: $id, userId: $second) { staff { user { id } } }
      three: removeSubadmin(tournamentId: $id, userId: $first) { staff { user { id } } }
    }`,
    { id, first, second },
  );
  expect(errors).toBeUndefined();
  const staffAfter = (field: string) =>
    data[field].staff.map(({ user }: { user: { id: string } }) => user.id);
  expect(staffAfter('one')).toEqual([organizer.userId, first]);
  expect(staffAfter('two')).toEqual([organizer.userId, first, second]);
  expect(staffAfter('three')).toEqual([organizer.userId, second]);
});

test('every mutation is refused to the anonymous, over HTTP too', async () => {
  const id = newId();
  const operations = [
    `startTournament(tournamentId: "${id}") { id }`,
    `finishTournament(tournamentId: "${id}") { id }`,
    `cancelTournament(tournamentId: "${id}", reason: "Rain") { id }`,
    `updateTournament(input: { tournamentId: "${id}" }) { id }`,
    `rescheduleTournament(input: { tournamentId: "${id}", startsAt: "2030-01-01T00:00:00Z", endsAt: "2030-01-02T00:00:00Z" }) { id }`,
    `setSaleStages(tournamentId: "${id}", stages: []) { id }`,
    `addSubadmin(tournamentId: "${id}", userId: "${id}") { id }`,
    `removeSubadmin(tournamentId: "${id}", userId: "${id}") { id }`,
    `createMatch(input: { tournamentId: "${id}", name: "X", startsAt: "2030-01-01T00:00:00Z", teamIds: [] }) { id }`,
    `rescheduleMatch(input: { matchId: "${id}", startsAt: "2030-01-01T00:00:00Z" }) { id }`,
    `startMatch(matchId: "${id}") { id }`,
    `reportMatchResult(input: { matchId: "${id}" }) { id }`,
    `cancelMatch(matchId: "${id}", reason: "Rain") { id }`,
    `renameTeam(teamId: "${id}", name: "Tigres") { id }`,
    `createCategory(input: { code: "X", name: "X", alias: "X", participantLimit: 1 }) { id }`,
    `createGame(input: { code: "X", name: "X", players: 2, maxTeams: 2, maxPlayersPerTeam: 1, isCooperative: true }) { id }`,
  ];
  for (const operation of operations) {
    expect(codeOf(await started.ask()(`mutation { ${operation} }`)), operation).toBe('UNAUTHENTICATED');
  }
});
