import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import type { BracketFormat, BracketRow, MatchRow } from '../src/db/schema.ts';
import { findMatchesOfBracket } from '../src/db/match-store.ts';
import { findRounds } from '../src/db/bracket-store.ts';
import { findContests } from '../src/db/standing-store.ts';
import { championOf } from '../src/domain/standings/champion.ts';
import { standingsOf } from '../src/domain/standings/standings.ts';
import { chance } from './chance.ts';
import { addBracket, contestOf, playOut, start, type Ready } from './played-brackets.ts';
import { openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const TOURNAMENTS = process.env['ARENA_FULL'] ? 60 : 4;
const seeds = Array.from({ length: TOURNAMENTS }, (_, index) => index + 1);

/** How many matches a bracket of so many teams has. */
function matchesInTheory(
  { format, seedTeamIds: { length: teams }, roundCount }: BracketRow,
  second: boolean,
): number {
  switch (format) {
    case 'SINGLE_ELIMINATION':
      return teams - 1;
    case 'DOUBLE_ELIMINATION':
      return teams === 2 ? 1 : 2 * teams - 2 + (second ? 1 : 0);
    case 'ROUND_ROBIN':
      return (teams * (teams - 1)) / 2;
    case 'SWISS':
      return (roundCount ?? 0) * Math.floor(teams / 2);
  }
}

/** Plays a random tournament of a format to its end. */
async function playRandom(format: BracketFormat, seed: number) {
  const { app } = opened;
  const below = chance(seed);
  const winners = new Map<string, string | null>();
  const contest = await contestOf(app, 2 + below(19));
  const bracket = await addBracket(app, contest, { format });
  await start(app, contest);
  const drawable = format === 'ROUND_ROBIN' || format === 'SWISS';
  const played = await playOut(
    app,
    contest,
    bracket,
    ({ match, teamIds }) => {
      const winnerTeamId = teamIds[below(drawable ? 3 : 2)] ?? null;
      winners.set(match.id, winnerTeamId);
      return { winnerTeamId };
    },
    (ready) => ready[below(Math.max(1, ready.length))],
  );
  const matches = await findMatchesOfBracket(app.db, bracket.id);
  const [found] = await findContests(app.db, [contest.tournament.id]);
  if (!found) throw new Error('The tournament is gone');
  const standings = standingsOf(contest.tournament.id, found);
  return { bracket, played, matches, winners, standings, champion: championOf(found, 'ONGOING') };
}

type PlayedBracket = Awaited<ReturnType<typeof playRandom>>;

/** How a team came out of its matches. */
function recordOf({ played, winners }: PlayedBracket, teamId: string) {
  const own = played.filter(({ teamIds }) => teamIds.includes(teamId));
  const outcomes = own.map(({ match }) => winners.get(match.id) ?? null);
  const won = outcomes.filter((winner) => winner === teamId).length;
  const drawn = outcomes.filter((winner) => winner === null).length;
  return { played: own.length, won, drawn, lost: own.length - won - drawn };
}

/** How many defeats put a team out; none does where it is infinite. Of two teams there is no losers’ side. */
function livesIn({ format, seedTeamIds }: BracketRow): number {
  if (format === 'SINGLE_ELIMINATION') return 1;
  if (format === 'DOUBLE_ELIMINATION') return seedTeamIds.length === 2 ? 1 : 2;
  return Infinity;
}

/** The champion has not lost too often; in an elimination everybody else has lost as often as puts a team out. */
function expectPutOut(random: PlayedBracket, teamId: string): void {
  const lives = livesIn(random.bracket);
  const { lost } = recordOf(random, teamId);
  if (teamId === random.champion) expect(lost).toBeLessThan(lives);
  else if (lives !== Infinity) expect(lost).toBe(lives);
}

const isSecondFinal = ({ name }: MatchRow): boolean => name.endsWith('Grand final, second match');

/** Those who meet in each round of each part. */
async function teamsByRound(played: readonly Ready[]): Promise<string[][]> {
  const rounds = [...new Set(played.map(({ match }) => match.roundId ?? ''))];
  expect(await findRounds(opened.app.db, rounds)).not.toContain(null);
  return rounds.map((id) =>
    played.filter(({ match }) => match.roundId === id).flatMap(({ teamIds }) => teamIds),
  );
}

describe.each(['SINGLE_ELIMINATION', 'DOUBLE_ELIMINATION', 'ROUND_ROBIN', 'SWISS'] as const)(
  'a random %s bracket played to its end',
  (format) => {
    test.each(seeds)(
      'has the matches of theory, no team twice in a round, one champion and a place for each (seed %i)',
      async (seed) => {
        const random = await playRandom(format, seed);
        const { bracket, played, matches, standings, champion } = random;
        expect(matches.map(({ status }) => status)).toEqual(matches.map(() => 'FINISHED'));
        expect(played).toHaveLength(matchesInTheory(bracket, matches.some(isSecondFinal)));
        for (const teamIds of await teamsByRound(played)) expect(new Set(teamIds).size).toBe(teamIds.length);
        expect(new Set(played.flatMap(({ teamIds }) => teamIds))).toEqual(new Set(bracket.seedTeamIds));

        expect(standings.map(({ teamId }) => teamId).sort()).toEqual([...bracket.seedTeamIds].sort());
        const first = standings.filter(({ rank }) => rank === 1);
        expect(first.map(({ teamId }) => teamId)).toEqual([champion]);
        for (const standing of standings) {
          expect(standing).toMatchObject(recordOf(random, standing.teamId));
          expectPutOut(random, standing.teamId);
        }
      },
    );
  },
);
