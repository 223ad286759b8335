import { liveClient, person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf, startTournaments } from './started-tournaments.ts';
import { addMember, addTournament, addCatalogue, teamsOf } from './fixtures.ts';
import { startTournament } from '../src/domain/start-tournament.ts';

let started: Awaited<ReturnType<typeof startTournaments>>;
const admin = person();
const organizer = callerOf(admin);

beforeAll(async () => {
  started = await startTournaments();
});
afterAll(() => started[Symbol.asyncDispose]());

/** A tournament of four teams of one player each. */
async function fourTeams() {
  const { app } = started;
  const tournament = await addTournament(app, await addCatalogue(app, 20, [4, 1]), {}, organizer);
  const teams = await teamsOf(app, tournament.id);
  for (const team of teams) await addMember(app, team, person().userId);
  return { id: tournament.id, seedTeamIds: teams.map((team) => team.id) };
}

const BRACKETS = `brackets {
  id name format drawSeed seeds { name }
  rounds { group number matches {
    name status startsAt bracketPosition { bracketId group round number }
    opponents { score team { name } } winner { name }
  } }
}`;

const generate = (input: object) =>
  started.ask(admin)(
    `mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) { ${BRACKETS} } }`,
    { input },
  );

const report = (input: object) =>
  started.ask(admin)(
    'mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }',
    {
      input,
    },
  );

test('a bracket is read as it was made: its teams, its rounds, and where each match stands', async () => {
  const { id: tournamentId, seedTeamIds } = await fourTeams();
  const { data } = await generate({
    tournamentId,
    format: 'SINGLE_ELIMINATION',
    name: 'Cup',
    seedTeamIds,
    thirdPlace: true,
  });
  const [bracket] = data.generateBracket.brackets;
  expect(bracket).toMatchObject({ name: 'Cup', format: 'SINGLE_ELIMINATION', drawSeed: null });
  expect(bracket.seeds.map((team: { name: string }) => team.name)).toEqual([
    'Team 1',
    'Team 2',
    'Team 3',
    'Team 4',
  ]);
  const rounds = bracket.rounds.map(
    ({ group, number, matches }: { group: string; number: number; matches: object[] }) => [
      group,
      number,
      matches.length,
    ],
  );
  expect(rounds).toEqual([
    ['MAIN', 1, 2],
    ['MAIN', 2, 1],
    ['THIRD_PLACE', 1, 1],
  ]);
  expect(bracket.rounds[0].matches[1]).toMatchObject({
    name: 'Cup: Semi-final 2',
    status: 'PENDING',
    bracketPosition: { bracketId: bracket.id, group: 'MAIN', round: 1, number: 2 },
    opponents: [{ team: { name: 'Team 2' } }, { team: { name: 'Team 3' } }],
  });
  expect(bracket.rounds[1].matches[0]).toMatchObject({
    startsAt: null,
    winner: null,
    opponents: [
      { score: null, team: null },
      { score: null, team: null },
    ],
  });
});

test('brackets cost as many statements with few matches as with many', async () => {
  const statementsFor = async (format: string, bracketCount: number) => {
    const { id: tournamentId, seedTeamIds } = await fourTeams();
    for (let number = 1; number <= bracketCount; number += 1) {
      await generate({ tournamentId, format, name: `Bracket ${number}`, seedTeamIds });
    }
    started.adapters.statements.splice(0);
    const { errors } = await started.ask()(`{ tournament(id: "${tournamentId}") { ${BRACKETS} } }`);
    expect(errors).toBeUndefined();
    return started.adapters.statements.splice(0);
  };
  const few = await statementsFor('SWISS', 1);
  const many = await statementsFor('DOUBLE_ELIMINATION', 5);
  expect(many.toSorted()).toEqual(few.toSorted());
});

test('whoever follows the matches sees the winner come into the next one', async () => {
  const { app, live } = started;
  const { id: tournamentId, seedTeamIds } = await fourTeams();
  const { data } = await generate({ tournamentId, format: 'SINGLE_ELIMINATION', name: 'Cup', seedTeamIds });
  await startTournament(app, organizer, tournamentId);
  const [semiFinals] = data.generateBracket.brackets[0].rounds;
  expect(semiFinals.matches).toHaveLength(2);
  await using client = liveClient(started.url, 'tournaments');
  const feed = await client.subscribe(
    `subscription { matchUpdated(tournamentId: "${tournamentId}") { name status opponents { team { id } } } }`,
  );
  const standings = await client.subscribe(
    `subscription { tournamentUpdated(tournamentId: "${tournamentId}") { standings { rank won team { id } } } }`,
  );
  await expect.poll(() => live.listeners()).toBe(2);
  const {
    data: { tournament },
  } = await started.ask()(`{ tournament(id: "${tournamentId}") { matches { nodes { id name } } } }`);
  const first = tournament.matches.nodes.find(({ name }: { name: string }) => name === 'Cup: Semi-final 1');
  await report({ matchId: first.id, winnerTeamId: seedTeamIds[3] });
  expect((await feed.next()).value.data.matchUpdated).toMatchObject({
    name: 'Cup: Semi-final 1',
    status: 'FINISHED',
  });
  expect((await feed.next()).value.data.matchUpdated).toMatchObject({
    name: 'Cup: Final',
    opponents: [{ team: { id: seedTeamIds[3] } }, { team: null }],
  });
  const told = (await standings.next()).value.data.tournamentUpdated.standings;
  expect(told).toContainEqual({ rank: 1, won: 1, team: { id: seedTeamIds[3] } });
});
