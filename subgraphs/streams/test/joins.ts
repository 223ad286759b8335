import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import type { Scene } from './fixtures.ts';
import type { callerOf, OpenedApps } from './streams-app.ts';

type Caller = ReturnType<typeof callerOf>;
type Now = { app: App; tickets: OpenedApps['tickets']; scene: Scene; me: Caller };

/** What a test of joining does: unless told otherwise, where and as whom it says at that moment. */
export const joinsOf = (now: () => Now) => ({
  join: (
    ticketCode: string | null = null,
    { at = now().scene, by = now().me }: { at?: Scene; by?: Caller } = {},
  ) => joinStream(now().app, by, { matchId: at.matchId, ticketCode }),
  /** the grant that somebody has */
  grantOf: async (userId = now().me.userId, at = now().scene) =>
    (await now().app.presence.findGrants(userId, [at]))[0],
  /** a ticket by which somebody plays in the tournament */
  playerTicket: (userId = now().me.userId, { tournamentId } = now().scene) =>
    now().tickets.issue({ type: 'PARTICIPANT', tournamentId, matchId: null, userId }),
});
