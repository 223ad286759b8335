import { Conflict, type Caller } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import type { BracketRow, MatchRow } from '../src/db/schema.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { correctMatchResult } from '../src/domain/correct-match-result.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { listChanges } from '../src/db/change-store.ts';
import { matchUpdated } from '../src/live/topics.ts';
import { matchInput, resultOf } from './planned-matches.ts';
import {
  addBracket,
  contestOf,
  favouriteWins,
  playOut,
  readyMatches,
  start,
  type BracketInput,
  type Contest,
} from './played-brackets.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Played = { contest: Contest; bracket: BracketRow };

async function begin(count: number, input: Partial<BracketInput> = {}): Promise<Played> {
  const contest = await contestOf(opened.app, count);
  const bracket = await addBracket(opened.app, contest, input);
  await start(opened.app, contest);
  return { contest, bracket };
}

/** The match of a bracket whose name ends so. */
async function matchNamed({ bracket }: Played, title: string): Promise<MatchRow> {
  const match = (await findMatchesOfBracket(opened.app.db, bracket.id)).find(({ name }) =>
    name.endsWith(title),
  );
  if (!match) throw new Error(`There is no match ${title}`);
  return match;
}

async function sidesOf(played: Played, title: string): Promise<(string | null)[]> {
  const { id } = await matchNamed(played, title);
  const [opponents = []] = await findOpponents(opened.app.db, [id]);
  return opponents.map(({ teamId }) => teamId);
}

/** Reports that the opponent at home, or the other, has won. */
async function report(played: Played, title: string, side: 0 | 1 = 0): Promise<void> {
  const { id: matchId } = await matchNamed(played, title);
  const winnerTeamId = (await sidesOf(played, title))[side] ?? null;
  await reportMatchResult(opened.app, played.contest.organizer, { matchId, winnerTeamId });
}

async function correct(played: Played, title: string, side: 0 | 1 = 1, by?: Caller): Promise<MatchRow> {
  const { id: matchId } = await matchNamed(played, title);
  const winnerTeamId = (await sidesOf(played, title))[side] ?? null;
  const reason = 'The referee saw it wrong';
  return correctMatchResult(opened.app, by ?? played.contest.organizer, { matchId, winnerTeamId, reason });
}

/** Which matches an attempt is told to stand in the way. */
const inTheWay = async (attempt: Promise<unknown>): Promise<unknown> => {
  const error = await attempt.catch((caught: unknown) => caught);
  if (!(error instanceof Conflict)) throw new Error('Nothing stood in the way', { cause: error });
  return ({ ...error.extensions } as { matchIds?: unknown }).matchIds;
};

test('another winner goes on, and so does another loser', async () => {
  const played = await begin(4, { thirdPlace: true });
  await report(played, 'Semi-final 1');
  const [one, four] = await sidesOf(played, 'Semi-final 1');
  await correct(played, 'Semi-final 1');
  expect((await sidesOf(played, 'Final'))[0]).toBe(four);
  expect((await sidesOf(played, 'Third place'))[0]).toBe(one);
});

test('a correction is told, and stands in the history with its reason', async () => {
  const played = await begin(2);
  await report(played, 'Final');
  await takeToldEvents(opened.app);
  const { id: matchId } = await correct(played, 'Final');
  const teamIds = await sidesOf(played, 'Final');
  const [, winnerTeamId] = teamIds;
  const winnerName = played.contest.teams.find(({ id }) => id === winnerTeamId)?.name;
  expect(await takeToldEvents(opened.app)).toMatchObject([
    { routingKey: 'matches.result-corrected.v1', payload: { matchId, teamIds, winnerTeamId, winnerName } },
  ]);
  const [[change] = []] = await listChanges(opened.app.db, [played.contest.tournament.id], {
    limit: 1,
    after: null,
  });
  expect(change).toMatchObject({
    action: 'MATCH_RESULT_CORRECTED',
    byId: played.contest.organizer.userId,
    detail: expect.stringContaining('reason: "The referee saw it wrong"') as string,
  });
});

test('a match outside of brackets is corrected, its scores too', async () => {
  const contest = await contestOf(opened.app, 2);
  const { tournament, teams, organizer } = contest;
  const { id: matchId } = await createMatch(opened.app, organizer, matchInput(tournament, teams));
  await start(opened.app, contest);
  const [one, two] = teams.map(({ id }) => id) as [string, string];
  await reportMatchResult(opened.app, organizer, { matchId, winnerTeamId: one });
  const scores = [{ teamId: two, score: 3 }];
  await correctMatchResult(opened.app, organizer, { matchId, winnerTeamId: two, scores, reason: 'Swapped' });
  expect(await resultOf(opened.app, matchId)).toEqual({ scores: [null, 3], winners: [two] });
  await correctMatchResult(opened.app, organizer, { matchId, outcome: 'DRAW', reason: 'Both did' });
  expect(await resultOf(opened.app, matchId)).toEqual({ scores: [null, null], winners: [] });
});

describe('a match that follows', () => {
  test('stands in the way once it has started; nothing is changed', async () => {
    const played = await begin(8);
    for (const title of ['Quarter-final 1', 'Quarter-final 2', 'Quarter-final 3', 'Quarter-final 4']) {
      await report(played, title);
    }
    const before = await sidesOf(played, 'Semi-final 1');
    const { id } = await matchNamed(played, 'Semi-final 1');
    await startMatch(opened.app, played.contest.organizer, id);
    expect(await refusalOf(correct(played, 'Quarter-final 1'))).toBe('CONFLICT MATCHES_IN_THE_WAY');
    expect(await inTheWay(correct(played, 'Quarter-final 1'))).toEqual([id]);
    expect(await sidesOf(played, 'Semi-final 1')).toEqual(before);
    const { id: quarterFinal } = await matchNamed(played, 'Quarter-final 1');
    expect((await resultOf(opened.app, quarterFinal)).winners).toEqual([before[0]]);
  });

  test('and all that were played after it stand in the way', async () => {
    const played = await begin(8);
    await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
    const ids = [await matchNamed(played, 'Semi-final 1'), await matchNamed(played, 'Final')].map(
      ({ id }) => id,
    );
    expect(await inTheWay(correct(played, 'Quarter-final 1'))).toEqual(ids);
  });

  test('is in nobody’s way while the winner stays the same', async () => {
    const played = await begin(4);
    await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
    const { id: matchId } = await correct(played, 'Semi-final 1', 0);
    const [winner] = await sidesOf(played, 'Semi-final 1');
    expect((await resultOf(opened.app, matchId)).winners).toEqual([winner]);
  });

  test('stands in the way behind a bye of the losers’ side too', async () => {
    // of five teams the loser of the only match of the first round has a bye among the losers
    const played = await begin(5, { format: 'DOUBLE_ELIMINATION' });
    await playOut(
      opened.app,
      played.contest,
      played.bracket,
      favouriteWins(played.bracket),
      (ready) => ready.find(({ match }) => match.name.includes('Winners')) ?? ready[0],
    );
    const first = (await findMatchesOfBracket(opened.app.db, played.bracket.id)).filter(({ name }) =>
      name.includes('Winners, round 1'),
    );
    expect(first).toHaveLength(1);
    const ids = (await inTheWay(correct(played, first[0]?.name ?? ''))) as string[];
    const names = (await findMatches(opened.app.db, ids)).map((match) => match?.name ?? '');
    expect(names.some((name) => name.includes('Losers'))).toBe(true);
    expect(names.some((name) => name.includes('Winners, round 2'))).toBe(true);
  });
});

describe('the grand final of a double elimination', () => {
  async function toTheFinal(): Promise<Played> {
    const played = await begin(4, { format: 'DOUBLE_ELIMINATION' });
    await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket), (ready) =>
      ready.find(({ match }) => !match.name.includes('Grand final')),
    );
    return played;
  }
  const second = async ({ bracket }: Played) =>
    (await findMatchesOfBracket(opened.app.db, bracket.id)).filter(({ name }) =>
      name.includes('second match'),
    );

  test('is over when the unbeaten wins it', async () => {
    const played = await toTheFinal();
    await report(played, 'Grand final');
    expect(await second(played)).toEqual([]);
  });

  test('is played again when the unbeaten loses it', async () => {
    const played = await toTheFinal();
    await report(played, 'Grand final', 1);
    expect(await second(played)).toMatchObject([{ status: 'PENDING', startsAt: null }]);
    expect(await sidesOf(played, 'second match')).toEqual(await sidesOf(played, 'Grand final'));
  });

  test('gets its second match by a correction, loses it by one and gets it back', async () => {
    const played = await toTheFinal();
    await report(played, 'Grand final');
    await correct(played, 'Grand final', 1);
    const [first] = await second(played);
    await correct(played, 'Grand final', 0);
    expect(await second(played)).toEqual([]);
    await correct(played, 'Grand final', 1);
    const [another] = await second(played);
    // what was called off stays so
    expect(another?.id).not.toBe(first?.id);
    expect(await findMatches(opened.app.db, [first?.id ?? ''])).toMatchObject([{ status: 'CANCELED' }]);
    const winnerTeamId = (await sidesOf(played, 'second match'))[1] ?? null;
    await reportMatchResult(opened.app, played.contest.organizer, {
      matchId: another?.id ?? '',
      winnerTeamId,
    });
    expect(await readyMatches(opened.app, played.bracket.id)).toEqual([]);
  });

  test('is not to be corrected once its second match has started', async () => {
    const played = await toTheFinal();
    await report(played, 'Grand final', 1);
    const [match] = await second(played);
    await startMatch(opened.app, played.contest.organizer, match?.id ?? '');
    expect(await inTheWay(correct(played, 'Grand final', 0))).toEqual([match?.id]);
  });
});

describe('a Swiss bracket', () => {
  test('pairs its next round when the last match of one is over, and anew after a correction', async () => {
    const played = await begin(4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    expect(await findMatchesOfBracket(opened.app.db, played.bracket.id)).toHaveLength(2);
    await report(played, 'Round 1, match 2');
    const winners = [await sidesOf(played, 'Round 1, match 1'), await sidesOf(played, 'Round 1, match 2')];
    const top = winners.map(([home]) => home);
    expect(new Set(await sidesOf(played, 'Round 2, match 1'))).toEqual(new Set(top));
    const former = await matchNamed(played, 'Round 2, match 1');
    await correct(played, 'Round 1, match 1');
    const now = [winners[0]?.[1], winners[1]?.[0]];
    expect(new Set(await sidesOf(played, 'Round 2, match 1'))).toEqual(new Set(now));
    expect((await findMatches(opened.app.db, [former.id]))[0]).toMatchObject({
      status: 'CANCELED',
      roundId: null,
    });
  });

  test('pairs no round any more once its tournament is over', async () => {
    const played = await begin(4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    await finishTournament(opened.app, played.contest.organizer, played.contest.tournament.id);
    expect(await refusalOf(correct(played, 'Round 1, match 1'))).toBe('CONFLICT INVALID_STATE');
    expect(await findMatchesOfBracket(opened.app.db, played.bracket.id)).toHaveLength(2);
  });

  test('tells whoever follows its matches of those that a correction calls off', async () => {
    const played = await begin(4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    await report(played, 'Round 1, match 2');
    const former = await matchNamed(played, 'Round 2, match 1');
    const told = await opened.live.subscribe(matchUpdated, played.contest.tournament.id);
    await correct(played, 'Round 1, match 1');
    const ids: string[] = [];
    for await (const { matchId } of told) if (ids.push(matchId) === 5) break;
    expect(ids).toContain(former.id);
  });

  test('names the matches of the next round that have started', async () => {
    const played = await begin(4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    await report(played, 'Round 1, match 2');
    await report(played, 'Round 2, match 2');
    expect(await inTheWay(correct(played, 'Round 1, match 1'))).toEqual([
      (await matchNamed(played, 'Round 2, match 2')).id,
    ]);
  });
});

test('any match of a round robin is corrected at any time', async () => {
  const played = await begin(3, { format: 'ROUND_ROBIN' });
  await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
  const { id } = await correct(played, 'Round 1, match 1');
  const [, winner] = await sidesOf(played, 'Round 1, match 1');
  expect((await resultOf(opened.app, id)).winners).toEqual([winner]);
});

describe('once the tournament is over', () => {
  test('its last match is corrected still, but nobody else goes on', async () => {
    const played = await begin(4);
    await report(played, 'Semi-final 1');
    await report(played, 'Semi-final 2');
    await report(played, 'Final');
    await finishTournament(opened.app, played.contest.organizer, played.contest.tournament.id);
    await correct(played, 'Final');
    const [, winner] = await sidesOf(played, 'Final');
    const { id } = await matchNamed(played, 'Final');
    expect((await resultOf(opened.app, id)).winners).toEqual([winner]);
  });

  test('a match whose followers were never played is not corrected', async () => {
    const played = await begin(4);
    await report(played, 'Semi-final 1');
    await finishTournament(opened.app, played.contest.organizer, played.contest.tournament.id);
    expect(await refusalOf(correct(played, 'Semi-final 1'))).toBe('CONFLICT INVALID_STATE');
  });
});

describe('a correction that cannot be', () => {
  test('of a match that is not over', async () => {
    const played = await begin(2);
    expect(await refusalOf(correct(played, 'Final'))).toBe('CONFLICT INVALID_STATE');
  });

  test('by a SUBADMIN, by a stranger', async () => {
    const played = await begin(2);
    await report(played, 'Final');
    const subadmin = callerOf();
    const { tournament, organizer } = played.contest;
    await addSubadmin(opened.app, organizer, { tournamentId: tournament.id, userId: subadmin.userId ?? '' });
    expect(await refusalOf(correct(played, 'Final', 1, subadmin))).toBe('FORBIDDEN NOT_ADMIN');
    expect(await refusalOf(correct(played, 'Final', 1, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
  });

  test('without a reason, with a winner from outside, with a draw in an elimination', async () => {
    const played = await begin(3);
    await report(played, 'Semi-final 2');
    const { id: matchId } = await matchNamed(played, 'Semi-final 2');
    const attempt = (changes: object) =>
      correctMatchResult(opened.app, played.contest.organizer, { matchId, reason: 'Wrong', ...changes });
    const [winnerTeamId] = await sidesOf(played, 'Semi-final 2');
    expect(await faultsOf(attempt({ winnerTeamId, reason: ' ' }))).toEqual(['input.reason']);
    const outsider = played.contest.teams[0]?.id;
    expect(await faultsOf(attempt({ winnerTeamId: outsider }))).toEqual(['input.winnerTeamId']);
    expect(await faultsOf(attempt({ outcome: 'DRAW' }))).toEqual(['input.outcome']);
  });
});

describe('a match of a bracket', () => {
  test('whose opponents are not known is neither started nor reported', async () => {
    const played = await begin(4);
    await report(played, 'Semi-final 1');
    const { id: matchId } = await matchNamed(played, 'Final');
    const { organizer } = played.contest;
    const [winnerTeamId] = await sidesOf(played, 'Final');
    expect(await refusalOf(startMatch(opened.app, organizer, matchId))).toBe('CONFLICT OPPONENTS_UNKNOWN');
    expect(await refusalOf(reportMatchResult(opened.app, organizer, { matchId, winnerTeamId }))).toBe(
      'CONFLICT OPPONENTS_UNKNOWN',
    );
  });

  test('ends by a result, not by being called off', async () => {
    const played = await begin(2);
    const { id: matchId } = await matchNamed(played, 'Final');
    const attempt = cancelMatch(opened.app, played.contest.organizer, { matchId, reason: 'Rain' });
    expect(await refusalOf(attempt)).toBe('CONFLICT BRACKET_MATCH');
  });
});
