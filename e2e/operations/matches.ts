import { expect } from 'vitest';
import type { People } from './accounts.ts';
import type { Watching } from './client-operations.ts';
import type { Person, Stage } from './stage.ts';
import { NAME } from './tournaments.ts';

type Team = { id: string; name: string };

/** Who meets: the team of the player, and that of the friend. */
export type Teams = { ours: Team; theirs: Team };

const teamOf = async ({ run }: Person, id: string): Promise<Team> =>
  (await run('MyPartInTournament', { id })).tournament.myTeam;

/** The organiser plans a match beside the bracket, by hand; its id, and the teams. */
export async function planMatch(
  { organizer, player, friend }: People,
  tournamentId: string,
): Promise<Teams & { matchId: string }> {
  const teams = { ours: await teamOf(player, tournamentId), theirs: await teamOf(friend, tournamentId) };
  const { tournament } = await organizer.run('Tournament', { id: tournamentId });
  const { createMatch } = await organizer.run('CreateMatch', {
    input: {
      ...{ tournamentId, name: 'Show match', startsAt: tournament.startsAt },
      teamIds: [teams.ours.id, teams.theirs.id],
    },
  });
  expect(createMatch).toMatchObject({ name: 'Show match', status: 'PENDING', startsAt: tournament.startsAt });
  return { ...teams, matchId: createMatch.id };
}

/** The organiser makes a bracket, takes it back, and makes another with the teams in the right order; its final's id. */
export async function makeBracket(
  { visitor }: Stage,
  { organizer }: People,
  tournamentId: string,
  { ours, theirs }: Teams,
): Promise<string> {
  const generate = async (input: object) =>
    (await organizer.run('GenerateBracket', { input: { tournamentId, ...input } })).generateBracket.brackets;
  const [drawn] = await generate({ format: 'ROUND_ROBIN' });
  expect(drawn).toMatchObject({ format: 'ROUND_ROBIN', drawSeed: expect.any(String) });
  const { deleteBracket } = await organizer.run('DeleteBracket', { bracketId: drawn.id });
  expect(deleteBracket.brackets).toEqual([]);

  const seedTeamIds = [ours.id, theirs.id];
  const [made] = await generate({ format: 'SINGLE_ELIMINATION', name: 'Play-off', seedTeamIds });
  expect(made.rounds).toMatchObject([{ number: 1, matches: [{ name: 'Play-off: Final' }] }]);
  const { tournament } = await visitor.run('Brackets', { tournamentId });
  const [bracket] = tournament.brackets;
  expect(bracket).toMatchObject({ id: made.id, name: 'Play-off', seeds: [ours, theirs] });
  const [final] = bracket.rounds[0].matches;
  expect(final.opponents).toMatchObject([{ team: ours }, { team: theirs }]);
  return final.id;
}

/** The tournament is played: a result is told, corrected, and seen by all; then the final decides. */
export async function playMatches(
  { visitor }: Stage,
  { organizer }: People,
  played: Teams & { tournamentId: string; matchId: string; finalId: string },
): Promise<void> {
  const { tournamentId, matchId, finalId, ours, theirs } = played;
  const board = visitor.watch('WatchMatches', { tournamentId });
  await organizer.ask('mutation ($id: ID!) { startTournament(tournamentId: $id) { id } }', {
    id: tournamentId,
  });
  const { tournament } = await visitor.run('Matches', { tournamentId, status: ['PENDING'] });
  expect(tournament.matches.nodes.map(({ id }: Team) => id).sort()).toEqual([matchId, finalId].sort());

  const scored = (our: number, their: number) => [
    { teamId: ours.id, score: our },
    { teamId: theirs.id, score: their },
  ];
  const { reportMatchResult } = await organizer.run('ReportMatchResult', {
    input: { matchId, winnerTeamId: theirs.id, scores: scored(1, 3) },
  });
  expect(reportMatchResult).toMatchObject({ status: 'FINISHED', outcome: 'PLAYED', winner: theirs });
  const { correctMatchResult } = await organizer.run('CorrectMatchResult', {
    input: { matchId, winnerTeamId: ours.id, scores: scored(3, 1), reason: 'The wrong way round' },
  });
  expect(correctMatchResult).toMatchObject({ winner: ours, opponents: [{ score: 3 }, { score: 1 }] });
  await board.hears({ id: matchId, status: 'FINISHED', winner: ours });

  await organizer.run('ReportMatchResult', {
    input: { matchId: finalId, winnerTeamId: ours.id, scores: scored(2, 0) },
  });
  const { tournament: table } = await visitor.run('Standings', { tournamentId });
  expect(table.winner).toEqual(ours);
  expect(table.standings.slice(0, 2)).toMatchObject([
    { rank: 1, team: ours, played: 2, won: 2, lost: 0 },
    { rank: 2, team: theirs, played: 2, won: 0, lost: 2 },
  ]);
}

/** The organiser has a last word for those who played and those who watched. */
export async function sayGoodbye(
  { organizer }: People,
  inbox: Watching,
  tournamentId: string,
): Promise<void> {
  const title = 'See you next year';
  const { announce } = await organizer.run('Announce', {
    input: { tournamentId, to: ['PARTICIPANTS', 'VIEWERS'], title, body: 'That was close.' },
  });
  expect(announce, 'the player, the friend and the fan').toBe(3);
  await inbox.hears({
    kind: 'ANNOUNCEMENT',
    title,
    body: 'That was close.',
    tournament: { id: tournamentId, name: NAME },
  });
}
