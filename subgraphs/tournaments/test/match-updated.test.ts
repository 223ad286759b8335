import { newId } from '@arena/subgraph-kit';
import { liveClient, person, type LiveClient } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { rescheduleMatch } from '../src/domain/reschedule-match.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { addCatalogue, type Catalogue } from './fixtures.ts';
import { addMatch, daysIn, planTournament, startPlanned, type Planning } from './planned-matches.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

let started: Awaited<ReturnType<typeof startTournaments>>;
let client: LiveClient;
let catalogue: Catalogue;
let planning: Planning;
const admin = person();
const organizer = callerOf(admin);

beforeAll(async () => {
  started = await startTournaments();
  client = liveClient(started.url, 'tournaments');
  catalogue = await addCatalogue(started.app);
});
beforeEach(async () => {
  planning = await planTournament(started.app, organizer, catalogue);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

const untilListening = (listeners: number) => expect.poll(() => started.live.listeners()).toBe(listeners);
const document = (id: string, selection: string) =>
  `subscription { matchUpdated(tournamentId: "${id}") { ${selection} } }`;

/** Follows the matches of the tournament, once the subgraph listens. */
async function follow(selection: string) {
  const before = started.live.listeners();
  const feed = await client.subscribe(document(planning.tournament.id, selection));
  await untilListening(before + 1);
  return {
    next: async () => (await feed.next()).value.data.matchUpdated,
    end: async () => {
      await feed.return?.();
      await untilListening(before);
    },
  };
}

test('whatever happens to a match is told, with the match as it is then', async () => {
  const feed = await follow('id status startsAt outcome winner { id } opponents { score }');
  const { app } = started;
  const { id } = await addMatch(app, planning);
  const startsAt = daysIn(planning.tournament, 1).toISOString();
  const unknown = { outcome: null, winner: null, opponents: [{ score: null }, { score: null }] };
  expect(await feed.next()).toEqual({ id, status: 'PENDING', startsAt, ...unknown });

  const later = daysIn(planning.tournament, 1.5);
  await rescheduleMatch(app, organizer, { matchId: id, startsAt: later });
  expect(await feed.next()).toMatchObject({ status: 'PENDING', startsAt: later.toISOString() });

  await startPlanned(app, planning);
  await startMatch(app, organizer, id);
  expect(await feed.next()).toMatchObject({ id, status: 'ONGOING' });

  const [one, two] = planning.teams.map((team) => team.id) as [string, string];
  const input = { matchId: id, winnerTeamId: two, scores: [{ teamId: one, score: 7 }] };
  await started.ask(admin)(
    'mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }',
    { input },
  );
  expect(await feed.next()).toMatchObject({
    status: 'FINISHED',
    outcome: 'PLAYED',
    winner: { id: two },
    opponents: [{ score: 7 }, { score: null }],
  });
  await feed.end();
});

test('a match that is called off is told, by itself and with its tournament', async () => {
  const feed = await follow('id status cancelReason');
  const { app } = started;
  const [first, second] = [await addMatch(app, planning), await addMatch(app, planning)];
  await feed.next();
  await feed.next();
  await cancelMatch(app, organizer, { matchId: first.id, reason: 'Rain' });
  expect(await feed.next()).toEqual({ id: first.id, status: 'CANCELED', cancelReason: 'Rain' });
  const { id: tournamentId } = planning.tournament;
  await cancelTournament(app, organizer, { tournamentId, reason: 'Storm' });
  expect(await feed.next()).toEqual({ id: second.id, status: 'CANCELED', cancelReason: 'Storm' });
  await feed.end();
});

test('matches called off since their tournament is finished are told', async () => {
  const { app } = started;
  const { id } = await addMatch(app, planning);
  await startPlanned(app, planning);
  const feed = await follow('id status cancelReason');
  await finishTournament(app, organizer, planning.tournament.id);
  expect(await feed.next()).toEqual({ id, status: 'CANCELED', cancelReason: null });
  await feed.end();
});

test('what happens in another tournament, or is refused, is not told', async () => {
  const { app } = started;
  const other = await planTournament(app, organizer, catalogue);
  const feed = await follow('id');
  await addMatch(app, other);
  await expect(addMatch(app, { ...planning, organizer: callerOf() })).rejects.toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  const { id } = await addMatch(app, planning);
  expect(await feed.next()).toEqual({ id });
  await feed.end();
});

test('a tournament that is not there is NOT_FOUND, and what is no id BAD_USER_INPUT', async () => {
  const refused = async (id: string) => {
    const feed = await client.subscribe(document(id, 'id'));
    return (await feed.next()).value.errors[0].extensions;
  };
  expect(await refused(newId())).toEqual({ code: 'NOT_FOUND' });
  expect(await refused('seven')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'tournamentId' }],
  });
  expect(started.live.listeners()).toBe(0);
});
