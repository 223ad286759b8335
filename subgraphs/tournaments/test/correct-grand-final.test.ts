import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { favouriteWins, playOut, readyMatches } from './played-brackets.ts';
import { begin, correct, inTheWay, report, sidesOf, type Played } from './reported-brackets.ts';
import { openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('the grand final of a double elimination', () => {
  async function toTheFinal(): Promise<Played> {
    const played = await begin(opened.app, 4, { format: 'DOUBLE_ELIMINATION' });
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
