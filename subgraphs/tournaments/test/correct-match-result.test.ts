import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { correctMatchResult } from '../src/domain/correct-match-result.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { listChanges } from '../src/db/change-store.ts';
import { matchInput, resultOf } from './planned-matches.ts';
import { contestOf, favouriteWins, playOut, start } from './played-brackets.ts';
import { begin, correct, inTheWay, matchNamed, report, sidesOf } from './reported-brackets.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

test('another winner goes on, and so does another loser', async () => {
  const played = await begin(opened.app, 4, { thirdPlace: true });
  await report(played, 'Semi-final 1');
  const [one, four] = await sidesOf(played, 'Semi-final 1');
  await correct(played, 'Semi-final 1');
  expect((await sidesOf(played, 'Final'))[0]).toBe(four);
  expect((await sidesOf(played, 'Third place'))[0]).toBe(one);
});

test('a correction is told, and stands in the history with its reason', async () => {
  const played = await begin(opened.app, 2);
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
    const played = await begin(opened.app, 8);
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
    const played = await begin(opened.app, 8);
    await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
    const ids = [await matchNamed(played, 'Semi-final 1'), await matchNamed(played, 'Final')].map(
      ({ id }) => id,
    );
    expect(await inTheWay(correct(played, 'Quarter-final 1'))).toEqual(ids);
  });

  test('is in nobody’s way while the winner stays the same', async () => {
    const played = await begin(opened.app, 4);
    await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
    const { id: matchId } = await correct(played, 'Semi-final 1', 0);
    const [winner] = await sidesOf(played, 'Semi-final 1');
    expect((await resultOf(opened.app, matchId)).winners).toEqual([winner]);
  });

  test('stands in the way behind a bye of the losers’ side too', async () => {
    // of five teams the loser of the only match of the first round has a bye among the losers
    const played = await begin(opened.app, 5, { format: 'DOUBLE_ELIMINATION' });
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

test('any match of a round robin is corrected at any time', async () => {
  const played = await begin(opened.app, 3, { format: 'ROUND_ROBIN' });
  await playOut(opened.app, played.contest, played.bracket, favouriteWins(played.bracket));
  const { id } = await correct(played, 'Round 1, match 1');
  const [, winner] = await sidesOf(played, 'Round 1, match 1');
  expect((await resultOf(opened.app, id)).winners).toEqual([winner]);
});

describe('once the tournament is over', () => {
  test('its last match is corrected still, but nobody else goes on', async () => {
    const played = await begin(opened.app, 4);
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
    const played = await begin(opened.app, 4);
    await report(played, 'Semi-final 1');
    await finishTournament(opened.app, played.contest.organizer, played.contest.tournament.id);
    expect(await refusalOf(correct(played, 'Semi-final 1'))).toBe('CONFLICT INVALID_STATE');
  });
});

describe('a correction that cannot be', () => {
  test('of a match that is not over', async () => {
    const played = await begin(opened.app, 2);
    expect(await refusalOf(correct(played, 'Final'))).toBe('CONFLICT INVALID_STATE');
  });

  test('by a SUBADMIN, by a stranger', async () => {
    const played = await begin(opened.app, 2);
    await report(played, 'Final');
    const subadmin = callerOf();
    const { tournament, organizer } = played.contest;
    await addSubadmin(opened.app, organizer, { tournamentId: tournament.id, userId: subadmin.userId ?? '' });
    expect(await refusalOf(correct(played, 'Final', 1, subadmin))).toBe('FORBIDDEN NOT_ADMIN');
    expect(await refusalOf(correct(played, 'Final', 1, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
  });

  test('without a reason, with a winner from outside, with a draw in an elimination', async () => {
    const played = await begin(opened.app, 3);
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
    const played = await begin(opened.app, 4);
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
    const played = await begin(opened.app, 2);
    const { id: matchId } = await matchNamed(played, 'Final');
    const attempt = cancelMatch(opened.app, played.contest.organizer, { matchId, reason: 'Rain' });
    expect(await refusalOf(attempt)).toBe('CONFLICT BRACKET_MATCH');
  });
});
