import { afterAll, beforeAll, expect, test } from 'vitest';
import { findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { addBracket, contestOf, readyMatches, start, type Contest } from './played-brackets.ts';
import { openApp } from './started-tournaments.ts';

const RUNS = process.env['ARENA_FULL'] ? 100 : 2;
const REPORTS = 20;

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** The teams in the matches of a bracket, but for those that were begun with. */
async function movedOn(bracketId: string, begun: ReadonlySet<string>): Promise<string[]> {
  const later = (await findMatchesOfBracket(opened.app.db, bracketId)).filter(({ id }) => !begun.has(id));
  const opponents = await findOpponents(
    opened.app.db,
    later.map(({ id }) => id),
  );
  return opponents.flat().flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
}

async function reportAllAtOnce(contest: Contest): Promise<void> {
  const { app } = opened;
  const bracket = await addBracket(app, contest, { format: 'DOUBLE_ELIMINATION' });
  await start(app, contest);
  const first = await readyMatches(app, bracket.id);
  expect(first).toHaveLength(REPORTS);
  await Promise.all(
    first.map(({ match, teamIds }) =>
      reportMatchResult(app, contest.organizer, { matchId: match.id, winnerTeamId: teamIds[0] ?? null }),
    ),
  );
  const teams = await movedOn(bracket.id, new Set(first.map(({ match }) => match.id)));
  // every winner and every loser of the forty, and the twelve that had a bye
  expect(teams.sort()).toEqual([...bracket.seedTeamIds].sort());
}

test.each(Array.from({ length: RUNS }, (_, run) => run + 1))(
  `of ${REPORTS} results of one round reported at once none is lost (run %i)`,
  async () => {
    // of fifty-two teams forty meet in the first round
    await reportAllAtOnce(await contestOf(opened.app, 52));
  },
);
