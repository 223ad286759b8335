import { findEndings } from '../../db/access-store.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { Readmissions } from './readmissions.ts';
import { Room, type RoomApp } from './room.ts';
import { endFor, type SessionEvent } from './session-event.ts';

/** Those who watch by this process, a room for each match. */
export class Rooms {
  readonly #app: RoomApp;
  readonly #rooms = new Map<string, Room>();
  readonly #departing = new Set<Promise<unknown>>();
  readonly #readmissions: Readmissions;

  constructor(app: RoomApp) {
    this.#app = app;
    this.#readmissions = new Readmissions(app);
  }

  /** How much is watched here: matches, people in each, and what they watch by. */
  get size(): { matches: number; viewers: number; watches: number } {
    const size = { matches: this.#rooms.size, viewers: 0, watches: 0 };
    for (const { people, watches } of this.#rooms.values()) {
      size.viewers += people;
      size.watches += watches;
    }
    return size;
  }

  /**
   * Lets a person watch a match until what it returns is returned; undefined where they hold no grant.
   * @throws SubgraphUnavailable
   */
  watch(match: MatchKey, userId: string): Promise<AsyncIterableIterator<SessionEvent> | undefined> {
    return this.#roomOf(match).enter(userId);
  }

  /**
   * Keeps everybody who watches counted, with their grants; those whose grants were lost are admitted again, if they
   * still may.
   * @throws what failed first, once all that could be done is done
   */
  async keep(): Promise<void> {
    const kept = await Promise.allSettled([...this.#rooms.values()].map((room) => this.#keep(room)));
    for (const outcome of kept) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /**
   * Ends the watches of those who may watch no longer, whatever of that was not heard of. Their grants stay, which are
   * worth nothing and lapse: they may be joining again at this moment.
   */
  async endOverdue(): Promise<void> {
    const watching = [...this.#rooms.values()].flatMap(({ match: { matchId }, userIds }) =>
      userIds.map((userId) => ({ matchId, userId })),
    );
    if (watching.length === 0) return;
    for (const ending of await findEndings(this.#app.db, watching))
      this.#rooms.get(ending.matchId)?.end(ending.userId, endFor(ending));
  }

  /** Ends what goes on, and resolves once presence knows; whoever watches may do so by another process. */
  async stop(): Promise<void> {
    await this.#readmissions.stop();
    for (const room of [...this.#rooms.values()]) room.stop();
    await Promise.all(this.#departing);
  }

  #roomOf(match: MatchKey): Room {
    const known = this.#rooms.get(match.matchId);
    if (known) return known;
    const room = new Room(this.#app, match, {
      onEmpty: () => {
        if (this.#rooms.get(match.matchId) === room) this.#rooms.delete(match.matchId);
      },
      departing: this.#departing,
    });
    this.#rooms.set(match.matchId, room);
    return room;
  }

  async #keep(room: Room): Promise<void> {
    for (const userId of await room.keep(room.userIds)) this.#readmissions.add(room, userId);
  }
}
