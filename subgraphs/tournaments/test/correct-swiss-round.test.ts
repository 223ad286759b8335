import { refusalOf } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { matchUpdated } from '../src/live/topics.ts';
import { begin, correct, inTheWay, matchNamed, report, sidesOf } from './reported-brackets.ts';
import { openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('a Swiss bracket', () => {
  test('pairs its next round when the last match of one is over, and anew after a correction', async () => {
    const played = await begin(opened.app, 4, { format: 'SWISS', roundCount: 2 });
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
    const played = await begin(opened.app, 4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    await finishTournament(opened.app, played.contest.organizer, played.contest.tournament.id);
    expect(await refusalOf(correct(played, 'Round 1, match 1'))).toBe('CONFLICT INVALID_STATE');
    expect(await findMatchesOfBracket(opened.app.db, played.bracket.id)).toHaveLength(2);
  });

  test('tells whoever follows its matches of those that a correction calls off', async () => {
    const played = await begin(opened.app, 4, { format: 'SWISS', roundCount: 2 });
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
    const played = await begin(opened.app, 4, { format: 'SWISS', roundCount: 2 });
    await report(played, 'Round 1, match 1');
    await report(played, 'Round 1, match 2');
    await report(played, 'Round 2, match 2');
    expect(await inTheWay(correct(played, 'Round 1, match 1'))).toEqual([
      (await matchNamed(played, 'Round 2, match 2')).id,
    ]);
  });
});
