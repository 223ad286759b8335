import { newId } from '@arena/subgraph-kit';
import { expect, test } from 'vitest';
import type { OpenedPresence } from './presence-contract.ts';
import { aGrant, aMatch, people, ROOM, UNKEPT, watching } from './presence-under-test.ts';

const LATER = new Date('2026-03-04T06:00:00Z');

/** What grants are, and how free places are given. */
export function grantsContract(presence: OpenedPresence): void {
  const free = aGrant({ isFree: true });

  test('a grant is found by every process, of each match that is asked about', async () => {
    const { one, other } = presence;
    const [match, elsewhere, nowhere] = [aMatch(), aMatch(), aMatch()];
    const [ana, ben] = [newId(), newId()];
    expect(await one.take(match, ana, aGrant(), ROOM)).toEqual(aGrant());
    await one.take(elsewhere, ana, aGrant({ role: 'STAFF' }), ROOM);
    await one.take(nowhere, ben, aGrant(), ROOM);
    expect(await other.findGrants(ana, [match, nowhere, elsewhere])).toEqual([
      aGrant(),
      null,
      aGrant({ role: 'STAFF' }),
    ]);
    expect(await other.findGrants(ana, [])).toEqual([]);
  });

  test('who takes one of the same role again has the first; of another role, the new one', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const ana = newId();
    await one.take(match, ana, aGrant(), ROOM);
    expect(await other.take(match, ana, aGrant({ grantedAt: LATER }), ROOM)).toEqual(aGrant());
    const asPlayer = aGrant({ role: 'PARTICIPANT', grantedAt: LATER });
    expect(await other.take(match, ana, asPlayer, ROOM)).toEqual(asPlayer);
    expect(await one.findGrants(ana, [match])).toEqual([asPlayer]);
  });

  test('a thousand who race by two processes get as many free places as there are', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const racing = people(1_000);
    const taken = await Promise.all(
      racing.map((userId, index) => (index % 2 ? one : other).take(match, userId, free, 100)),
    );
    const admitted = racing.filter((_, index) => taken[index]);
    expect(admitted).toHaveLength(100);
    const again = await Promise.all(racing.map((userId) => one.take(match, userId, free, 100)));
    expect(
      racing.filter((_, index) => again[index]),
      'whoever has one has it still',
    ).toEqual(admitted);
  });

  test('who holds a ticket takes no free place, and gets in when all are taken', async () => {
    const { one } = presence;
    const match = aMatch();
    expect(await one.take(match, newId(), aGrant(), 1)).not.toBeNull();
    expect(await one.take(match, newId(), free, 1)).not.toBeNull();
    expect(await one.take(match, newId(), free, 1)).toBeNull();
    expect(await one.take(match, newId(), aGrant(), 1)).not.toBeNull();
  });

  test('whoever is refused keeps what they had', async () => {
    const { one } = presence;
    const match = aMatch();
    const ana = newId();
    const asPlayer = aGrant({ role: 'PARTICIPANT' });
    await one.take(match, ana, asPlayer, 0);
    expect(await one.take(match, ana, free, 0)).toBeNull();
    expect(await one.findGrants(ana, [match])).toEqual([asPlayer]);
  });

  test('a free place is another’s as soon as its grant has lapsed, is revoked or is for a ticket', async () => {
    const { opened, one, other } = presence;
    const unkept = await opened.join(UNKEPT);
    const match = aMatch();
    const [ana, ben, cid] = [newId(), newId(), newId()];
    const take = (userId: string) => other.take(match, userId, free, 1);

    await unkept.take(match, newId(), free, 1);
    expect(await take(ana), 'after a lapse').not.toBeNull();
    expect(await take(ben)).toBeNull();
    await one.revoke(match, [ana]);
    expect(await take(ben), 'after a revocation').not.toBeNull();
    expect(await take(cid)).toBeNull();
    await one.take(match, ben, aGrant({ role: 'PARTICIPANT' }), 1);
    expect(await take(cid), 'after a ticket').not.toBeNull();
  });

  test('a lapsed grant is none: not found, not kept, and given anew', async () => {
    const { opened, one } = presence;
    const unkept = await opened.join(UNKEPT);
    const match = aMatch();
    const ana = newId();
    await unkept.take(match, ana, aGrant(), ROOM);
    expect(await one.findGrants(ana, [match])).toEqual([null]);
    expect(await one.keep(match, [ana])).toEqual({ countChanged: false, lost: [ana] });
    const anew = aGrant({ grantedAt: LATER });
    expect(await one.take(match, ana, anew, ROOM)).toEqual(anew);
  });

  test('a grant is revoked for all processes, and of those named alone', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const [ana, ben] = [newId(), newId()];
    await watching(one, match, [ana, ben]);
    await other.keep(match, [ana]);
    expect(await other.revoke(match, [ana])).toEqual({ countChanged: true });
    expect(await other.revoke(match, [ana])).toEqual({ countChanged: false });
    expect(await one.findGrants(ana, [match])).toEqual([null]);
    for (const process of [one, other])
      expect(await process.keep(match, [ana, ben])).toEqual({ countChanged: false, lost: [ana] });
    expect(await one.viewers(match, { limit: 9, after: null })).toEqual([ben]);
  });

  test('after the end of a match nobody has a grant and nobody is counted', async () => {
    const { one, other } = presence;
    const match = aMatch();
    const next = aMatch(match.tournamentId);
    const crowd = people(1_200);
    await watching(one, match, crowd);
    await watching(one, next, crowd.slice(0, 3));
    await other.end(match);
    expect(await one.counts([match, next])).toEqual([0, 3]);
    expect(await one.findGrants(crowd[0] as string, [match])).toEqual([null]);
    expect((await one.keep(match, crowd)).lost).toEqual(crowd);
    expect((await one.audiences([match.tournamentId]))[0]?.viewersNow).toBe(3);
  });
}
