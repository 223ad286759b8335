import { openLocalPresence } from '../src/presence/local-presence.ts';
import { LocalState } from '../src/presence/local-state.ts';
import { describePresence } from './presence-contract.ts';
import { LASTING } from './presence-under-test.ts';

describePresence('presence within one process', async () => {
  const state = new LocalState();
  return {
    join: async (times) => openLocalPresence({ ...LASTING, ...times }, () => new Date(), state),
    remembered: async (tournamentId) => [
      ...[...state.matches.values()].flatMap(({ key }) =>
        key.tournamentId === tournamentId ? [key.matchId] : [],
      ),
      ...(state.audience(tournamentId) > 0 ? ['audience'] : []),
    ],
    [Symbol.asyncDispose]: async () => {},
  };
});
