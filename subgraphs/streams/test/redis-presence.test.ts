import { newId } from '@arena/subgraph-kit';
import { eventually, testRedis, testServices } from '@arena/testing';
import { describe, expect, test } from 'vitest';
import { describePresence } from './presence-contract.ts';
import { presenceAt, watchedPresence } from './presence-on-redis.ts';
import { aGrant, aMatch, KILLED, people, ROOM, UNKEPT, watching } from './presence-under-test.ts';

if ('missing' in testServices().redis) test.skip('presence on Redis (there is none here)', () => {});
else {
  describePresence('presence on Redis', async () => {
    const redis = await testRedis();
    const joined: AsyncDisposable[] = [];
    return {
      join: async (times) => {
        const at = await presenceAt(redis.url, redis.prefix, times);
        joined.push(at);
        return at.presence;
      },
      remembered: async (tournamentId) => {
        const keys = await redis.client.keys(`${redis.prefix}*{${tournamentId}}*`);
        const due = await redis.client.zrange(`${redis.prefix}presence:due`, 0, -1);
        return [
          ...keys.filter((key) => !key.endsWith(':peak')),
          ...due.filter((name) => name.startsWith(tournamentId)),
        ];
      },
      [Symbol.asyncDispose]: async () => {
        await Promise.all(joined.map((at) => at[Symbol.asyncDispose]()));
        await redis[Symbol.asyncDispose]();
      },
    };
  });

  describe('on Redis', () => {
    test('all that stays of a match that is over goes with time', async () => {
      await using watched = await watchedPresence();
      const { presence, client, prefix } = watched;
      const match = aMatch();
      await watching(presence, match, people(2));
      await presence.claimTelling(match, 60_000);
      await presence.end(match);
      const keys = (await client.keys(`${prefix}*`)).filter((key) => !key.endsWith(':due'));
      expect(keys).toHaveLength(3);
      for (const key of keys) expect(await client.pttl(key)).toBeGreaterThan(0);
    });

    test('after Redis has lost everything people are told so, and counted again with a new grant', async () => {
      await using watched = await watchedPresence();
      const { presence, client, prefix } = watched;
      const match = aMatch();
      const [ana, ben] = people(2) as [string, string];
      await watching(presence, match, [ana, ben]);
      await client.del(await client.keys(`${prefix}*`));
      expect(await presence.counts([match])).toEqual([0]);
      expect(await presence.keep(match, [ana, ben])).toEqual({ countChanged: false, lost: [ana, ben] });
      expect(await presence.leave(match, [ben])).toEqual({ countChanged: false });
      await watching(presence, match, [ana]);
      expect(await presence.counts([match])).toEqual([1]);
      expect(await presence.audiences([match.tournamentId])).toEqual([{ viewersNow: 1, peakViewers: 1 }]);
    });

    test('a hundred matches cost one round trip, and so do those who watch one', async () => {
      await using watched = await watchedPresence();
      const { presence, roundTrips } = watched;
      const matches = Array.from({ length: 100 }, () => aMatch());
      const questions = [
        () => presence.counts(matches),
        () => presence.findGrants(newId(), matches),
        () => presence.audiences(matches.map(({ tournamentId }) => tournamentId)),
        () => presence.keep(aMatch(), people(1_200)),
      ];
      for (const ask of questions) {
        await ask();
        expect(roundTrips.splice(0)).toHaveLength(1);
      }
      await Promise.all([presence.counts([]), presence.findGrants(newId(), []), presence.keep(aMatch(), [])]);
      expect(roundTrips, 'where there is nothing to ask').toEqual([]);
    });

    test('a sweep looks at no match before something may have lapsed there', async () => {
      await using watched = await watchedPresence();
      const { presence, roundTrips } = watched;
      await using killed = await presenceAt(watched.url, watched.prefix, KILLED);
      for (let count = 0; count < 10; count += 1) await watching(presence, aMatch(), people(2));
      const match = aMatch();
      const crowd = people(3);
      roundTrips.splice(0);

      expect(await presence.sweep()).toEqual([]);
      expect(roundTrips.splice(0)).toEqual([['list-due']]);
      await watching(killed.presence, match, crowd);
      expect(await presence.sweep()).toEqual([{ ...match, userIds: expect.arrayContaining(crowd) }]);
      expect(roundTrips.splice(0)).toEqual([['list-due'], ['sweep-match'], ['settle-due'], ['list-due']]);
      expect(await presence.sweep()).toEqual([]);
      expect(roundTrips.splice(0), 'the grants lapse later').toEqual([['list-due']]);
    });

    test.each(['is empty', 'is empty still', 'has others for longer'])(
      'who comes while a sweep finds that a match %s is found when they lapse',
      async (state) => {
        // it looks again soon
        await using watched = await watchedPresence({ watchTtlMs: 1 });
        const { presence, client, prefix } = watched;
        await using lasting = await presenceAt(watched.url, prefix);
        await using unkept = await presenceAt(watched.url, prefix, UNKEPT);
        await using killed = await presenceAt(watched.url, prefix, KILLED);
        const match = aMatch();
        const [ana, ben] = people(2) as [string, string];
        const isDue = async () => {
          const [, score] = await client.zrange(`${prefix}presence:due`, 0, 0, 'WITHSCORES');
          const [seconds = 0] = await client.time();
          return Number(score) <= seconds * 1_000;
        };
        if (state === 'has others for longer') await watching(lasting.presence, match, people(2));
        await unkept.presence.take(match, ana, aGrant(), ROOM);
        if (state === 'is empty still') {
          await presence.sweep();
          expect(await eventually(isDue, (due) => due)).toBe(true);
        }
        watched.before('settle-due', () => watching(killed.presence, match, [ben]));
        expect(await eventually(presence.sweep, (found) => found.length > 0)).toEqual([
          { ...match, userIds: [ben] },
        ]);
      },
    );

    test('a match is looked at until everybody has lapsed', async () => {
      await using watched = await watchedPresence({ watchTtlMs: 1 });
      await using killed = await presenceAt(watched.url, watched.prefix, KILLED);
      await using brief = await presenceAt(watched.url, watched.prefix, { watchTtlMs: 2_500 });
      const match = aMatch();
      const [ana, ben] = people(2) as [string, string];
      await watching(brief.presence, match, [ben]);
      await watching(killed.presence, match, [ana]);
      for (const userIds of [[ana], [ben]]) {
        const lapsed = await eventually(watched.presence.sweep, ({ length }) => length > 0);
        expect(lapsed).toEqual([{ ...match, userIds }]);
      }
    });

    test('who is kept again and again takes up no more room', async () => {
      await using watched = await watchedPresence();
      const { presence, client, prefix } = watched;
      const match = aMatch();
      const crowd = people(3);
      const room = async () => {
        const sizes = (await client.keys(`${prefix}*`)).map((key) => client.memory('USAGE', key));
        return (await Promise.all(sizes)).reduce<number>((total, size) => total + Number(size), 0);
      };
      await watching(presence, match, crowd);
      const before = await room();
      for (let beat = 0; beat < 50; beat += 1) await presence.keep(match, crowd);
      // how Redis lays a sorted set out is somewhat left to chance
      expect(await room()).toBeLessThan(1.2 * before);
    });

    test('whom a sweep has removed is told though it cannot be finished, and the next one finishes it', async () => {
      await using watched = await watchedPresence();
      const { presence } = watched;
      await using killed = await presenceAt(watched.url, watched.prefix, KILLED);
      const match = aMatch();
      const crowd = people(501);
      await watching(killed.presence, match, crowd);
      watched.before('settle-due', () => Promise.reject(new Error('cut')));
      const [found] = await presence.sweep();
      expect(found?.userIds).toHaveLength(500);
      const [rest] = await presence.sweep();
      expect([...(found?.userIds ?? []), ...(rest?.userIds ?? [])].sort()).toEqual(crowd.sort());
    });
  });
}
