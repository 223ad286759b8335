import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BracketRow } from '../src/db/schema.ts';
import { findContests } from '../src/db/standing-store.ts';
import { standingsOf } from '../src/domain/standings/standings.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import {
  addBracket,
  contestOf,
  readyMatches,
  start,
  type BracketInput,
  type Contest,
} from './played-brackets.ts';
import { openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Published = { contest: Contest; bracket: BracketRow; nameOf: (teamId: string) => string };

/** A bracket of the teams of a published one, the best first. */
async function begin(names: readonly string[], input: Partial<BracketInput>): Promise<Published> {
  const contest = await contestOf(opened.app, names.length);
  const bracket = await addBracket(opened.app, contest, input);
  await start(opened.app, contest);
  const ids = contest.teams.map(({ id }) => id);
  return { contest, bracket, nameOf: (teamId) => names[ids.indexOf(teamId)] ?? '' };
}

/** Reports a published result, as `Winner - Loser`, of a match that the bracket must have come to. */
async function replay({ contest, bracket, nameOf }: Published, result: string): Promise<void> {
  const ready = await readyMatches(opened.app, bracket.id);
  const pairs = ready.map(({ teamIds }) => teamIds.map(nameOf).sort().join(' and '));
  const [winner, loser] = result.split(' - ');
  expect(pairs).toContain([winner, loser].sort().join(' and '));
  const met = ready.find(({ teamIds }) => teamIds.every((id) => [winner, loser].includes(nameOf(id))));
  const winnerTeamId = met?.teamIds.find((id) => nameOf(id) === winner) ?? null;
  await reportMatchResult(opened.app, contest.organizer, { matchId: met?.match.id ?? '', winnerTeamId });
}

/** How the teams stand, as `1 Name`. */
async function places({ contest, nameOf }: Published): Promise<string[]> {
  const { id } = contest.tournament;
  const [found] = await findContests(opened.app.db, [id]);
  return found ? standingsOf(id, found).map(({ rank, teamId }) => `${rank} ${nameOf(teamId)}`) : [];
}

test('the knockout stage of the FIFA World Cup 2018', async () => {
  const published = await begin(
    [
      ...['Uruguay', 'Spain', 'Sweden', 'Brazil', 'Belgium', 'Colombia', 'Croatia', 'France'],
      ...['Argentina', 'Denmark', 'England', 'Japan', 'Mexico', 'Switzerland', 'Russia', 'Portugal'],
    ],
    { thirdPlace: true },
  );
  for (const result of [
    ...['France - Argentina', 'Uruguay - Portugal', 'Russia - Spain', 'Croatia - Denmark'],
    ...['Brazil - Mexico', 'Belgium - Japan', 'Sweden - Switzerland', 'England - Colombia'],
    ...['France - Uruguay', 'Belgium - Brazil', 'England - Sweden', 'Croatia - Russia'],
    ...['France - Belgium', 'Croatia - England', 'Belgium - England', 'France - Croatia'],
  ]) {
    await replay(published, result);
  }
  expect((await places(published)).slice(0, 4)).toEqual(['1 France', '2 Croatia', '3 Belgium', '4 England']);
});

test('group D of Valorant Champions 2021, a double elimination that ends before the grand final', async () => {
  const published = await begin(['Vision Strikers', 'Fnatic', 'Cloud9', 'Full Sense'], {
    format: 'DOUBLE_ELIMINATION',
  });
  await replay(published, 'Vision Strikers - Full Sense');
  await replay(published, 'Fnatic - Cloud9');
  await replay(published, 'Fnatic - Vision Strikers');
  await replay(published, 'Cloud9 - Full Sense');
  await replay(published, 'Cloud9 - Vision Strikers');
  expect((await places(published)).slice(2)).toEqual(['3 Vision Strikers', '4 Full Sense']);
});
