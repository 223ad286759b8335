import { DomainError, Forbidden, NotFound } from '@arena/subgraph-kit';
import { findAttendances, renewAttendance } from '../../db/attendance-store.ts';
import { findStanding } from '../../db/standing-store.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { admit, type Remember } from '../admission/admit.ts';
import { findLastingEntitlement } from '../admission/entitlement.ts';
import { requireAdmissible } from '../admission/require-admissible.ts';
import type { Room, RoomApp } from './room.ts';
import { MATCH_OVER, type SessionEnd } from './session-event.ts';
import { warnOnce } from './warn-once.ts';

/** How many are admitted at a time, lest tickets be asked by all at once. */
const AT_A_TIME = 32;

/** @throws Forbidden where the admission was revoked meanwhile */
const renew: Remember = async (tx, row) => {
  const renewed = await renewAttendance(tx, row);
  if (!renewed) throw new Forbidden('The admission was revoked', 'REVOKED');
  return renewed;
};

/** Admits somebody again who was admitted, by the rules of joinStream. @throws what refuses them */
async function readmit(app: RoomApp, { matchId }: MatchKey, userId: string): Promise<void> {
  const [attendance] = await findAttendances(app.db, matchId, [userId]);
  if (!attendance) throw new NotFound('Admission');
  const standing = requireAdmissible(await findStanding(app.db, matchId, userId));
  const entitlement = await findLastingEntitlement(app, standing, attendance);
  await admit(app, standing, entitlement, renew);
}

/** How a watch ends that is refused; undefined where it is to be tried again, or the next look knows better. */
function endOf(error: unknown): SessionEnd | undefined {
  if (!(error instanceof DomainError)) return undefined;
  const { code, reason } = error.extensions;
  if (code === 'TICKET_INVALID') return { type: 'ENDED', reason: 'TICKET_INVALID' };
  if (code !== 'CONFLICT') return undefined;
  return reason === 'INVALID_STATE' ? MATCH_OVER : { type: 'ENDED', reason: 'GRANT_LOST' };
}

/** Admits people again who watch, but whose grants presence has lost, as when Redis has. */
export class Readmissions {
  readonly #app: RoomApp;
  /** each person in a room once, those under way too */
  readonly #known = new Set<string>();
  #waiting: { room: Room; userId: string; key: string }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #failures;
  #isStopped = false;

  constructor(app: RoomApp) {
    this.#app = app;
    this.#failures = warnOnce(app.logger, 'viewers wait to be admitted again');
  }

  add(room: Room, userId: string): void {
    const key = `${room.match.matchId} ${userId}`;
    if (this.#isStopped || this.#known.has(key)) return;
    this.#known.add(key);
    this.#waiting.push({ room, userId, key });
    this.#next();
  }

  /** Begins no more; resolves once none is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#waiting = [];
    await Promise.all(this.#underWay);
  }

  #next(): void {
    if (this.#underWay.size >= AT_A_TIME) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const done = this.#readmit(next.room, next.userId).finally(() => {
      this.#known.delete(next.key);
      this.#underWay.delete(done);
      this.#next();
    });
    this.#underWay.add(done);
  }

  async #readmit(room: Room, userId: string): Promise<void> {
    if (!room.has(userId)) return;
    try {
      await readmit(this.#app, room.match, userId);
      if (room.has(userId)) await room.keep([userId]);
      this.#failures.succeeded();
    } catch (error) {
      const end = endOf(error);
      if (end) room.end(userId, end);
      else this.#failures.failed(error);
    }
  }
}
