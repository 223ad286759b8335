import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import type { MatchKey, Presence } from '../src/presence/presence.ts';
import type { OpenedPresence } from './presence-contract.ts';
import { aGrant, aMatch, KILLED, people, ROOM, watching } from './presence-under-test.ts';

/** Who a sweep finds gone from a match, in order. */
async function sweptFrom({ matchId }: MatchKey, presence: Presence): Promise<string[]> {
  const lapsed = (await presence.sweep()).filter((found) => found.matchId === matchId);
  return lapsed.flatMap(({ userIds }) => userIds).sort();
}

/** What becomes of whom nobody keeps. */
export function lapsesContract(presence: OpenedPresence): void {
  test('the viewers of a process that is killed are gone with the next sweep, those of others are not', async () => {
    const { opened, one, other } = presence;
    const killed = await opened.join(KILLED);
    const match = aMatch();
    const [ana, ben, cid] = people(3) as [string, string, string];
    await watching(killed, match, [ana, ben]);
    await watching(one, match, [ben, cid]);
    expect(await one.counts([match])).toEqual([3]);
    const found = (await other.sweep()).filter(({ matchId }) => matchId === match.matchId);
    expect(found).toEqual([{ ...match, userIds: [ana] }]);
    expect(await one.counts([match])).toEqual([2]);
    expect((await one.audiences([match.tournamentId]))[0]?.viewersNow).toBe(2);
    expect(await one.leave(match, [ben]), 'not counted by the killed one').toEqual({ countChanged: true });
    expect(await one.findGrants(ana, [match]), 'the place is held for a while').toEqual([aGrant()]);
  });

  test('who comes back before the sweep was never gone', async () => {
    const { opened, one } = presence;
    const killed = await opened.join(KILLED);
    const match = aMatch();
    const ana = newId();
    await watching(killed, match, [ana]);
    expect(await one.keep(match, [ana])).toEqual({ countChanged: false, lost: [] });
    expect(await sweptFrom(match, one)).toEqual([]);
    expect(await one.counts([match])).toEqual([1]);
  });

  test('sweeps of two processes find each lapse once', async () => {
    const { opened, one, other } = presence;
    const killed = await opened.join(KILLED);
    const [match, next] = [aMatch(), aMatch()];
    const [crowd, few] = [people(1_200).sort(), people(3).sort()];
    await watching(killed, match, crowd);
    await watching(killed, next, few);
    const sweeps = await Promise.all([one, other, one, other].map((process) => process.sweep()));
    const found = (of: MatchKey) =>
      sweeps.flat().flatMap(({ matchId, userIds }) => (matchId === of.matchId ? userIds : []));
    expect(found(match).sort()).toEqual(crowd);
    expect(found(next).sort()).toEqual(few);
    expect(await one.counts([match, next])).toEqual([0, 0]);
  });

  test('time alone has people and their grants lapse, unless somebody keeps them', async () => {
    const { opened, one, other } = presence;
    const brief = await opened.join({ watchTtlMs: 1_500, grantTtlMs: 2_000 });
    const match = aMatch();
    const [left, kept, back] = people(3) as [string, string, string];
    const free = aGrant({ isFree: true });
    await watching(brief, match, [left, kept, back], free);
    expect(await one.keep(match, [kept])).toEqual({ countChanged: false, lost: [] });
    await one.take(match, back, free, ROOM);
    const gone = new Set<string>();
    await eventually(
      async () => (await sweptFrom(match, other)).forEach((userId) => gone.add(userId)),
      () => gone.size >= 2,
    );
    expect(gone).toEqual(new Set([left, back]));
    await expect.poll(() => one.findGrants(left, [match]), { timeout: 10_000 }).toEqual([null]);
    expect(await one.viewers(match, { limit: 9, after: null })).toEqual([kept]);
    expect(await one.findGrants(kept, [match])).toEqual([free]);
    expect(await one.findGrants(back, [match]), 'taken again').toEqual([free]);
    expect(await one.take(match, newId(), free, 2), 'both have their places').toBeNull();
    expect(await one.take(match, newId(), free, 3)).toEqual(free);
  });

  test('nothing is remembered of a match that is over, nor of one that nobody keeps', async () => {
    const { opened } = presence;
    const brief = await opened.join({ watchTtlMs: 1_000, grantTtlMs: 1_000 });
    const over = aMatch();
    const [lapsed, left] = [aMatch(over.tournamentId), aMatch(over.tournamentId)];
    const crowd = people(3);
    for (const match of [over, lapsed, left]) await watching(brief, match, crowd);
    await brief.end(over);
    await brief.leave(left, crowd);
    expect(await opened.remembered(over.tournamentId)).not.toEqual([]);
    const afterSweep = async () => {
      await brief.sweep();
      return opened.remembered(over.tournamentId);
    };
    expect(await eventually(afterSweep, (names) => names.length === 0)).toEqual([]);
  });
}
