import { expect, test } from 'vitest';
import type { StreamRole } from '../src/presence/presence.ts';
import { chance } from './chance.ts';
import type { OpenedPresence } from './presence-contract.ts';
import { PresenceModel } from './presence-model.ts';
import { aGrant, aMatch, KILLED, people, UNKEPT } from './presence-under-test.ts';

const ROUNDS = process.env['ARENA_FULL'] === '1' ? 100 : 8;
const STEPS = 80;
const FREE_PLACES = 1;
const ROLES: StreamRole[] = ['VIEWER', 'VIEWER', 'PARTICIPANT', 'STAFF'];

/** Whatever happens in whatever order, presence says what its plain model says. */
export function randomContract(presence: OpenedPresence): void {
  test('people come, stay, leave, are kicked and killed as they like', async () => {
    const { opened, one, other } = presence;
    const processes = [
      { name: 'one', process: one, lapses: {} },
      { name: 'other', process: other, lapses: {} },
      { name: 'killed', process: await opened.join(KILLED), lapses: { watch: true } },
    ];
    const unkept = { name: 'unkept', process: await opened.join(UNKEPT), lapses: { grant: true } };

    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const below = chance(seed);
      const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
      const model = new PresenceModel();
      const first = aMatch();
      const matches = [first, aMatch(first.tournamentId), aMatch()];
      const everybody = people(6);

      const steps = {
        take: async () => {
          const [match, userId, role] = [pick(matches), pick(everybody), pick(ROLES)];
          const grant = aGrant({
            role,
            isFree: role === 'VIEWER' && below(3) > 0,
            grantedAt: new Date(below(2 ** 31)),
          });
          const lapses = below(8) === 0;
          const taken = await (lapses ? unkept.process : one).take(match, userId, grant, FREE_PLACES);
          expect(taken).toEqual(model.take(match, userId, grant, FREE_PLACES, lapses));
        },
        keep: async () => {
          const match = pick(matches);
          const { name, process, lapses } = below(8) ? pick(processes) : unkept;
          const userIds = everybody.filter(() => below(2) > 0);
          expect(await process.keep(match, userIds)).toEqual(model.keep(match, userIds, name, lapses));
        },
        leave: async () => {
          const match = pick(matches);
          const { name, process } = pick(processes);
          const userIds = everybody.filter(() => below(3) === 0);
          expect(await process.leave(match, userIds)).toEqual(model.leave(match, userIds, name));
        },
        revoke: async () => {
          const match = pick(matches);
          const userIds = everybody.filter(() => below(6) === 0);
          expect(await pick(processes).process.revoke(match, userIds)).toEqual(model.revoke(match, userIds));
        },
        sweep: async () => {
          const found = await one.sweep();
          const gone = matches.map(({ matchId }) =>
            found.flatMap((lapsed) => (lapsed.matchId === matchId ? lapsed.userIds : [])).sort(),
          );
          expect(gone).toEqual(model.sweep(matches));
        },
        end: async () => {
          const match = pick(matches);
          await one.end(match);
          model.end(match);
        },
      };
      const often = ['take', 'take', 'take', 'keep', 'keep', 'keep', 'leave', 'revoke', 'sweep'] as const;

      for (let step = 1; step <= STEPS; step += 1) {
        const name = below(40) === 0 ? 'end' : pick(often);
        const where = `seed ${seed}, step ${step}: ${name}`;
        await steps[name]();
        const asked = pick(everybody);
        const tournamentIds = [...new Set(matches.map(({ tournamentId }) => tournamentId))];
        const said = {
          counts: await other.counts(matches),
          viewers: await Promise.all(matches.map((match) => other.viewers(match, { limit: 9, after: null }))),
          grants: await other.findGrants(asked, matches),
          audiences: await other.audiences(tournamentIds),
          peaks: await Promise.all(matches.map(other.peak)),
        };
        expect(said, where).toEqual({
          counts: matches.map((match) => model.viewers(match).length),
          viewers: matches.map(model.viewers),
          grants: matches.map((match) => model.grant(match, asked)),
          audiences: tournamentIds.map((id) => ({
            viewersNow: model.viewersNow(id),
            peakViewers: model.peak(id),
          })),
          peaks: matches.map(({ matchId }) => model.peak(matchId)),
        });
      }
    }
  }, 240_000);
}
