import type { FormattedExecutionResult } from 'graphql';
import { nowMs } from '../../live/clock.ts';
import { between, oneOf } from '../chance.ts';
import { UnexpectedAnswer } from '../client/answers.ts';
import type { Connection } from '../client/connection.ts';
import type { World } from '../world/world.ts';
import { followBySocket } from './follow-by-socket.ts';
import { followBySse } from './follow-by-sse.ts';
import { partOf } from './parts.ts';
import type { Follower, Renames } from './renames.ts';
import type { Hearing, Leave } from './watcher.ts';

export type CrowdOptions = {
  world: World;
  renames: Renames;
  /** on which they ask what they ask; it is the crowd's own, so that it waits for nobody else */
  connection: Connection;
  size: number;
  /** how long each stays, at least and at most, until somebody else comes; for good if left out */
  staysMs?: [number, number] | undefined;
  /** told of an end or an event that should not come */
  onTrouble: (error: unknown) => void;
};

/** as many come at once */
const AT_ONCE = 4;

/** A client gets a fresh token and comes again when the one that it came with has expired. */
const isExpiry = (reason: unknown): boolean =>
  (reason as { code?: unknown } | undefined)?.code === 4401 ||
  JSON.stringify(reason ?? null).includes('UNAUTHENTICATED');

const inWords = (reason: unknown): string =>
  reason instanceof Error
    ? reason.message
    : JSON.stringify(
        reason ?? 'no reason',
        (reason as { code?: unknown } | undefined)?.code ? ['code', 'reason'] : undefined,
      );

/** People who follow what happens, each for a while. */
export class Crowd {
  /** events that have come, by their field of Subscription */
  readonly heard = new Map<string, number>();
  /** times that somebody came, and times that their token ended under what they followed */
  readonly counts = { came: 0, expired: 0 };
  readonly #options: CrowdOptions;
  readonly #leaves = new Map<number, Leave>();
  #isOver = false;

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  /** Has them all come. */
  async gather(): Promise<void> {
    const places = Array.from({ length: this.#options.size }, (_, place) => place);
    const usher = async () => {
      for (let place = places.shift(); place !== undefined; place = places.shift()) await this.#come(place);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, usher));
  }

  /** Has them all go. */
  disperse(): void {
    this.#isOver = true;
    for (const leave of this.#leaves.values()) leave();
    this.#leaves.clear();
  }

  async #come(place: number): Promise<void> {
    const { world, connection, staysMs } = this.#options;
    const person = oneOf(world.people);
    if (this.#isOver || !person) return;
    const { transport, isSignedIn, followings } = await partOf(place, world, person, connection);
    const accessToken = isSignedIn ? await person.accessToken(connection) : undefined;
    // it may have dispersed meanwhile
    if (this.#isOver as boolean) return;
    this.counts.came += 1;
    const { url } = connection;
    const hearing = this.#hearing(place);
    const [first] = followings;
    const leave =
      transport === 'websocket'
        ? followBySocket(url, accessToken, followings, hearing)
        : followBySse(url, accessToken, first, hearing);
    const timer = staysMs && setTimeout(() => this.#replace(place), between(...staysMs));
    this.#leaves.set(place, () => {
      clearTimeout(timer);
      leave();
    });
  }

  #replace(place: number): void {
    this.#leaves.get(place)?.();
    this.#leaves.delete(place);
    this.#come(place).catch(this.#options.onTrouble);
  }

  #hearing(place: number): Hearing {
    const follower: Follower = { sinceMs: nowMs(), last: 0 };
    return {
      onEvent: (event) => {
        if (isExpiry(event.errors)) this.#renew(place);
        else this.#hear(event, follower);
      },
      onEnd: (reason) => {
        if (isExpiry(reason)) this.#renew(place);
        else this.#options.onTrouble(new UnexpectedAnswer(`A subscription has ended: ${inWords(reason)}`));
      },
    };
  }

  #renew(place: number): void {
    this.counts.expired += 1;
    this.#replace(place);
  }

  #hear(event: FormattedExecutionResult, follower: Follower): void {
    const { data, errors } = event;
    const [field, value] = Object.entries(data ?? {})[0] ?? [];
    if (errors || field === undefined) {
      this.#options.onTrouble(new UnexpectedAnswer(`An event is ${JSON.stringify(event)}`));
      return;
    }
    this.heard.set(field, (this.heard.get(field) ?? 0) + 1);
    if (field === 'tournamentUpdated')
      this.#options.renames.heard((value as { name: string }).name, follower);
    const { type, reason } = (value ?? {}) as { type?: string; reason?: string };
    if (type === 'ENDED' || type === 'KICKED') {
      this.#options.onTrouble(new UnexpectedAnswer(`A viewer's watch was ${type}: ${reason}`));
    }
  }
}
