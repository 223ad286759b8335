import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import type { OpenedPresence } from './presence-contract.ts';
import { aGrant, aMatch, people, ROOM, watching } from './presence-under-test.ts';

/** Who is counted, listed and told of. */
export function countingContract(presence: OpenedPresence): void {
  test('a person counts once, however often and by however many processes they are kept', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const ana = newId();
    await one.take(match, ana, aGrant(), ROOM);
    expect(await one.counts([match]), 'a grant alone').toEqual([0]);
    expect(await one.keep(match, [ana])).toEqual({ countChanged: true, lost: [] });
    expect(await one.keep(match, [ana])).toEqual({ countChanged: false, lost: [] });
    expect(await other.keep(match, [ana])).toEqual({ countChanged: false, lost: [] });
    expect(await other.counts([match])).toEqual([1]);
  });

  test('a person is gone once they have left the last process, and keeps the grant', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const ana = newId();
    await watching(one, match, [ana]);
    await other.keep(match, [ana]);
    expect(await one.leave(match, [ana])).toEqual({ countChanged: false });
    expect(await one.leave(match, [ana]), 'left already').toEqual({ countChanged: false });
    expect(await one.counts([match])).toEqual([1]);
    expect(await other.leave(match, [ana])).toEqual({ countChanged: true });
    expect(await other.leave(match, [ana])).toEqual({ countChanged: false });
    expect(await one.counts([match])).toEqual([0]);
    expect(await one.findGrants(ana, [match])).toEqual([aGrant()]);
  });

  test('who holds no grant is not counted, nor disturbs those who do', async () => {
    const { one } = presence;
    const match = aMatch();
    const [ana, stranger] = [newId(), newId()];
    await one.take(match, ana, aGrant(), ROOM);
    expect(await one.keep(match, [stranger, ana])).toEqual({ countChanged: true, lost: [stranger] });
    expect(await one.counts([match])).toEqual([1]);
    expect(await one.keep(match, [])).toEqual({ countChanged: false, lost: [] });
    expect(await one.leave(match, [stranger])).toEqual({ countChanged: false });
    expect(await one.revoke(match, [stranger])).toEqual({ countChanged: false });
    expect(await one.counts([match])).toEqual([1]);
  });

  test('a crowd comes and goes in one call', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const crowd = people(1_200);
    await watching(one, match, crowd);
    expect(await other.counts([match])).toEqual([1_200]);
    expect(await other.keep(match, crowd)).toEqual({ countChanged: false, lost: [] });
    expect(await other.revoke(match, crowd.slice(0, 600))).toEqual({ countChanged: true });
    expect((await one.keep(match, crowd)).lost).toEqual(crowd.slice(0, 600));
    expect(await one.leave(match, crowd)).toEqual({ countChanged: false });
    expect(await other.leave(match, crowd)).toEqual({ countChanged: true });
    expect(await one.counts([match])).toEqual([0]);
  });

  test('many matches are counted together, in the order asked; one that nobody knows has none', async () => {
    const { one } = presence;
    const matches = Array.from({ length: 100 }, () => aMatch());
    for (const [index, match] of matches.entries()) await watching(one, match, people(index % 3));
    const asked = [...matches, aMatch()].reverse();
    expect(await one.counts(asked)).toEqual([0, ...matches.map((_, index) => index % 3).reverse()]);
    expect(await one.counts([])).toEqual([]);
  });

  test('those who watch are listed by their ids, page by page', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const crowd = people(7).sort();
    await watching(one, match, crowd.slice(3).reverse());
    await watching(other, match, crowd.slice(0, 4));
    const page = (limit: number, after: string | null) => one.viewers(match, { limit, after });
    expect(await page(3, null)).toEqual(crowd.slice(0, 3));
    expect(await page(3, crowd[2] as string)).toEqual(crowd.slice(3, 6));
    expect(await page(3, crowd[5] as string)).toEqual(crowd.slice(6));
    expect(await page(3, crowd[6] as string)).toEqual([]);
    await one.revoke(match, [crowd[3] as string]);
    expect(await page(2, crowd[3] as string), 'after somebody who has gone').toEqual(crowd.slice(4, 6));
    expect(await one.viewers(aMatch(), { limit: 3, after: null })).toEqual([]);
  });

  test('an audience is of different people, whichever of the tournament’s matches they watch', async () => {
    const { one, other } = presence;
    const [semi, final, elsewhere] = [aMatch(), aMatch(), aMatch()];
    final.tournamentId = semi.tournamentId;
    const [ana, ben, cid] = [newId(), newId(), newId()];
    await watching(one, semi, [ana, ben]);
    await watching(other, final, [ben, cid]);
    await watching(other, elsewhere, [ana]);
    const now = async () =>
      (await one.audiences([semi.tournamentId, elsewhere.tournamentId, newId()])).map(
        ({ viewersNow }) => viewersNow,
      );
    expect(await now()).toEqual([3, 1, 0]);
    await one.leave(semi, [ben]);
    expect(await now(), 'watches the other match still').toEqual([3, 1, 0]);
    await one.revoke(final, [ben]);
    expect(await now()).toEqual([2, 1, 0]);
    await one.end(final);
    expect(await now()).toEqual([1, 1, 0]);
  });

  test('the most at once are remembered, of a match and of its tournament', async () => {
    const { one, other } = presence;
    const semi = aMatch();
    const final = aMatch(semi.tournamentId);
    const peaks = async () => [
      await one.peak(semi),
      await one.peak(final),
      (await one.audiences([semi.tournamentId]))[0]?.peakViewers,
    ];
    expect(await peaks()).toEqual([0, 0, 0]);
    const [ana, ben, cid] = people(3) as [string, string, string];
    await watching(one, semi, [ana, ben]);
    await watching(other, final, [ben, cid]);
    await one.leave(semi, [ana, ben]);
    await watching(one, semi, [ana]);
    expect(await peaks()).toEqual([2, 2, 3]);
    await one.end(semi);
    await one.leave(final, [cid]);
    expect(await peaks()).toEqual([2, 2, 3]);
  });

  test('the telling of a count falls to one process, and again once its time is over', async () => {
    const { one, other } = presence;
    const [match, elsewhere] = [aMatch(), aMatch()];
    const claims = await Promise.all(
      [one, other, one, other].map((process) => process.claimTelling(match, 60_000)),
    );
    expect(claims.filter((claimed) => claimed)).toHaveLength(1);
    expect(await other.claimTelling(elsewhere, 1)).toBe(true);
    const again = () => one.claimTelling(elsewhere, 60_000);
    expect(await eventually(again, (claimed) => claimed)).toBe(true);
    expect(await again()).toBe(false);
  });
}
