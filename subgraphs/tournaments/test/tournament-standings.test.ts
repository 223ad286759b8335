import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import {
  addBracket,
  contestOf,
  favouriteWins,
  playOut,
  readyMatches,
  start,
  type Contest,
} from './played-brackets.ts';
import { addMatch } from './planned-matches.ts';
import { startTournaments } from './started-tournaments.ts';

let started: Awaited<ReturnType<typeof startTournaments>>;
beforeAll(async () => {
  started = await startTournaments();
});
afterAll(() => started[Symbol.asyncDispose]());

const STANDINGS = `query ($id: ID!) { tournament(id: $id) {
  winner { name }
  standings { id rank team { name } played won drawn lost points }
} }`;

type Row = { rank: number; team: { name: string } } & Record<
  'played' | 'won' | 'drawn' | 'lost' | 'points',
  number
>;

/** What anybody is told: who has won, and a line for each team: its rank, name, matches and points. */
async function toldOf({ tournament }: Contest) {
  const { data, errors } = await started.ask()(STANDINGS, { id: tournament.id });
  expect(errors).toBeUndefined();
  const { winner, standings } = data.tournament;
  return {
    winner: winner?.name ?? null,
    standings: (standings as Row[]).map(
      ({ rank, team, played, won, drawn, lost, points }) =>
        `${rank} ${team.name}: ${played} = ${won}+${drawn}+${lost}, ${points}`,
    ),
  };
}

test('nobody stands in a tournament that nothing is planned for', async () => {
  expect(await toldOf(await contestOf(started.app, 2))).toEqual({ winner: null, standings: [] });
});

test('a round of a Swiss bracket without an opponent counts as won, and the last round tells who has won', async () => {
  const { app } = started;
  const contest = await contestOf(app, 3);
  const bracket = await addBracket(app, contest, { format: 'SWISS', roundCount: 2 });
  await start(app, contest);
  expect(await toldOf(contest)).toEqual({
    winner: null,
    standings: ['1 Team 3: 0 = 0+0+0, 3', '2 Team 1: 0 = 0+0+0, 0', '3 Team 2: 0 = 0+0+0, 0'],
  });
  await playOut(app, contest, bracket, favouriteWins(bracket));
  expect(await toldOf(contest)).toEqual({
    winner: 'Team 1',
    standings: ['1 Team 1: 2 = 2+0+0, 6', '2 Team 2: 1 = 0+0+1, 3', '3 Team 3: 1 = 0+0+1, 3'],
  });
});

test('a play-off after a round robin places its teams before the others', async () => {
  const { app } = started;
  const contest = await contestOf(app, 4);
  const groups = await addBracket(app, contest, { format: 'ROUND_ROBIN', name: 'Groups' });
  await start(app, contest);
  await playOut(app, contest, groups, favouriteWins(groups));
  const seedTeamIds = contest.teams.slice(1, 3).map(({ id }) => id);
  const playOff = await addBracket(app, contest, { format: 'DOUBLE_ELIMINATION', seedTeamIds });
  expect((await toldOf(contest)).winner).toBeNull();
  await playOut(app, contest, playOff, favouriteWins(playOff));
  expect(await toldOf(contest)).toEqual({
    winner: 'Team 2',
    standings: [
      '1 Team 2: 4 = 3+0+1, 9',
      '2 Team 3: 4 = 1+0+3, 3',
      '3 Team 1: 3 = 3+0+0, 9',
      '4 Team 4: 3 = 0+0+3, 0',
    ],
  });
});

test('those put out in the same round of an elimination share their rank, its third place decided', async () => {
  const { app } = started;
  const contest = await contestOf(app, 8);
  const bracket = await addBracket(app, contest, { thirdPlace: true });
  await start(app, contest);
  await playOut(app, contest, bracket, favouriteWins(bracket));
  const { winner, standings } = await toldOf(contest);
  expect(winner).toBe('Team 1');
  expect(standings.map((line) => line.split(':')[0])).toEqual([
    ...['1 Team 1', '2 Team 2', '3 Team 3', '4 Team 4', '5 Team 5', '5 Team 6', '5 Team 7', '5 Team 8'],
  ]);
});

test('an elimination that was ended before its final has no winner', async () => {
  const { app } = started;
  const contest = await contestOf(app, 4);
  const bracket = await addBracket(app, contest);
  await start(app, contest);
  for (const { match, teamIds } of await readyMatches(app, bracket.id)) {
    await reportMatchResult(app, contest.organizer, { matchId: match.id, winnerTeamId: teamIds[0] });
  }
  await finishTournament(app, contest.organizer, contest.tournament.id);
  const { winner, standings } = await toldOf(contest);
  expect(winner).toBeNull();
  expect(standings.map((line) => line[0])).toEqual(['1', '1', '3', '3']);
});

test('without brackets the best team has won once the tournament is FINISHED, not where it is called off', async () => {
  const { app } = started;
  const contest = await contestOf(app, 3);
  const other = await contestOf(app, 2);
  for (const { tournament, teams, organizer } of [contest, other]) {
    await start(app, { tournament, teams, organizer });
    const { id: matchId } = await addMatch(app, { tournament, teams, organizer });
    const scores = teams.map(({ id: teamId }, index) => ({ teamId, score: 9 - index }));
    await reportMatchResult(app, organizer, { matchId, winnerTeamId: teams[0]?.id, scores });
  }
  const standings = ['1 Team 1: 1 = 1+0+0, 3', '2 Team 2: 1 = 0+0+1, 0', '3 Team 3: 1 = 0+0+1, 0'];
  expect(await toldOf(contest)).toEqual({ winner: null, standings });
  await finishTournament(app, contest.organizer, contest.tournament.id);
  expect(await toldOf(contest)).toEqual({ winner: 'Team 1', standings });
  const called = { tournamentId: other.tournament.id, reason: 'Rain' };
  await cancelTournament(app, other.organizer, called);
  expect(await toldOf(other)).toEqual({ winner: null, standings: standings.slice(0, 2) });
});

test('a match that is called off places nobody', async () => {
  const { app } = started;
  const contest = await contestOf(app, 2);
  await start(app, contest);
  await addMatch(app, contest);
  expect((await toldOf(contest)).standings).toHaveLength(2);
  await finishTournament(app, contest.organizer, contest.tournament.id);
  expect(await toldOf(contest)).toEqual({ winner: null, standings: [] });
});
