import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import type { BracketFormat, BracketRow, MatchRow } from '../src/db/schema.ts';
import { findMatchesOfBracket } from '../src/db/match-store.ts';
import { findRounds } from '../src/db/bracket-store.ts';
import { chance } from './chance.ts';
import { addBracket, contestOf, playOut, start, type Ready } from './played-brackets.ts';
import { openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const TOURNAMENTS = process.env['ARENA_FULL'] ? 60 : 6;
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
  const contest = await contestOf(app, 2 + below(19));
  const bracket = await addBracket(app, contest, { format });
  await start(app, contest);
  const drawable = format === 'ROUND_ROBIN' || format === 'SWISS';
  const played = await playOut(
    app,
    contest,
    bracket,
    ({ teamIds }) => ({ winnerTeamId: teamIds[below(drawable ? 3 : 2)] ?? null }),
    (ready) => ready[below(Math.max(1, ready.length))],
  );
  const matches = await findMatchesOfBracket(app.db, bracket.id);
  return { contest, bracket, played, matches };
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
      'has as many matches as theory says, and nobody plays twice in a round (seed %i)',
      async (seed) => {
        const { bracket, played, matches } = await playRandom(format, seed);
        expect(matches.map(({ status }) => status)).toEqual(matches.map(() => 'FINISHED'));
        expect(played).toHaveLength(matchesInTheory(bracket, matches.some(isSecondFinal)));
        for (const teamIds of await teamsByRound(played)) expect(new Set(teamIds).size).toBe(teamIds.length);
        expect(new Set(played.flatMap(({ teamIds }) => teamIds))).toEqual(new Set(bracket.seedTeamIds));
      },
    );
  },
);
