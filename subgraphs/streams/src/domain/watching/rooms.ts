import { grouped } from '@arena/subgraph-kit';
import { findEndings, type Ending } from '../../db/access-store.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { revokeGrants } from '../follow-revoked.ts';
import { Readmissions } from './readmissions.ts';
import { Room, type RoomApp } from './room.ts';
import { endBy, MATCH_OVER, type SessionEvent } from './session-event.ts';

/** Those who watch by this process, a room for each match. */
export class Rooms {
  readonly #app: RoomApp;
  readonly #rooms = new Map<string, Room>();
  readonly #readmissions: Readmissions;

  constructor(app: RoomApp) {
    this.#app = app;
    this.#readmissions = new Readmissions(app);
  }

  /**
   * Lets a person watch a match until what it returns is returned; undefined where they hold no grant.
   * @throws SubgraphUnavailable
   */
  watch(match: MatchKey, userId: string): Promise<AsyncIterableIterator<SessionEvent> | undefined> {
    return this.#roomOf(match).enter(userId);
  }

  /**
   * Keeps everybody who watches counted, with their grants. Before that it looks for those who may watch no longer
   * whatever of that was not heard of, and after it admits those again whose grants were lost, if they still may.
   * @throws what failed first, once all that could be done is done
   */
  async beat(): Promise<void> {
    const looked = await Promise.allSettled([this.#endOverdue()]);
    const kept = await Promise.allSettled([...this.#rooms.values()].map((room) => this.#keep(room)));
    for (const outcome of [...looked, ...kept]) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Ends what goes on; whoever watches may do so by another process. */
  async stop(): Promise<void> {
    await this.#readmissions.stop();
    await Promise.all([...this.#rooms.values()].map((room) => room.stop()));
  }

  #roomOf(match: MatchKey): Room {
    const known = this.#rooms.get(match.matchId);
    if (known) return known;
    const room = new Room(this.#app, match, () => {
      if (this.#rooms.get(match.matchId) === room) this.#rooms.delete(match.matchId);
    });
    this.#rooms.set(match.matchId, room);
    return room;
  }

  async #endOverdue(): Promise<void> {
    const rooms = [...this.#rooms.values()];
    const watching = rooms.flatMap(({ match: { matchId }, userIds }) =>
      userIds.map((userId) => ({ matchId, userId })),
    );
    if (watching.length === 0) return;
    const endings = await findEndings(this.#app.db, watching);
    const byRoom = grouped(
      rooms.map(({ match }) => match.matchId),
      endings,
      ({ matchId }) => matchId,
    );
    await Promise.all(rooms.map((room, index) => this.#endIn(room, byRoom[index] ?? [])));
  }

  async #endIn(room: Room, endings: readonly Ending[]): Promise<void> {
    if (endings.length === 0) return;
    await revokeGrants(
      this.#app,
      room.match,
      endings.map(({ userId }) => userId),
    );
    for (const { userId, isOver, revocation, kickReason } of endings) {
      room.end(userId, isOver || revocation === null ? MATCH_OVER : endBy(revocation, kickReason));
    }
  }

  async #keep(room: Room): Promise<void> {
    for (const userId of await room.keep(room.userIds)) this.#readmissions.add(room, userId);
  }
}
