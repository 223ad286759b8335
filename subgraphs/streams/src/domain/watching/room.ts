import { LatestQueue } from '@arena/live';
import { batchLoader, inOrder } from '@arena/subgraph-kit';
import type { Parts } from '../../app.ts';
import { findEndings, type Ending } from '../../db/access-store.ts';
import { matchNews, type MatchNews } from '../../live/topics.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { arrive, depart } from './arrivals.ts';
import { CountPacer } from './count-pacer.ts';
import {
  endBy,
  endFor,
  MATCH_OVER,
  type SessionEnd,
  type SessionEvent,
  type SessionEventType,
} from './session-event.ts';
import type { ViewerCounts } from './viewer-counts.ts';

export type RoomApp = Parts & { viewerCounts: ViewerCounts };

/** How many events may wait for one who is slow; a later one of the same type says all that an earlier did. */
const CAPACITY = 10;

type Watch = LatestQueue<SessionEvent>;

/** Those who watch one match by this process. One live subscription tells them all. */
export class Room {
  readonly match: MatchKey;
  /** resolves once it hears what concerns the match */
  readonly listening: Promise<void>;
  readonly #app: RoomApp;
  readonly #onEmpty: () => void;
  /** each with their watches: windows, devices */
  readonly #people = new Map<string, Set<Watch>>();
  readonly #arrivals;
  readonly #departures;
  readonly #endings;
  readonly #departing: Set<Promise<unknown>>;
  readonly #counts: CountPacer;
  #news: LatestQueue<MatchNews> | undefined;
  #isClosed = false;

  /** @param departing holds whatever is still to be done about those who have left */
  constructor(
    app: RoomApp,
    match: MatchKey,
    { onEmpty, departing }: { onEmpty: () => void; departing: Set<Promise<unknown>> },
  ) {
    this.#app = app;
    this.match = match;
    this.#onEmpty = onEmpty;
    this.#departing = departing;
    this.#counts = new CountPacer(app.settings.countIntervalMs, (viewerCount) =>
      this.#tellCount(viewerCount),
    );
    // many who come or go at once are one call of presence and one statement
    this.#arrivals = batchLoader((userIds) => arrive(app, match, userIds));
    this.#departures = batchLoader((userIds) => depart(app, match, userIds));
    this.#endings = batchLoader<Ending | null>(async (userIds) => {
      const { matchId } = match;
      const found = await findEndings(
        app.db,
        userIds.map((userId) => ({ matchId, userId })),
      );
      return inOrder(userIds, found, ({ userId }) => userId);
    });
    this.listening = this.#listen();
  }

  /** Those who watch, each once. */
  get userIds(): string[] {
    return [...this.#people.keys()];
  }

  /** How many people watch. */
  get people(): number {
    return this.#people.size;
  }

  /** How many windows and devices they watch by. */
  get watches(): number {
    let count = 0;
    for (const watches of this.#people.values()) count += watches.size;
    return count;
  }

  has(userId: string): boolean {
    return this.#people.has(userId);
  }

  /** Lets a person watch, if they hold a grant; else undefined. */
  async enter(userId: string): Promise<Watch | undefined> {
    const watch = this.#add(userId);
    try {
      await this.listening;
      // it may have been ended meanwhile
      if (!this.#people.get(userId)?.has(watch) || (await this.#arrivals.load(userId))) return watch;
    } catch (error) {
      await watch.return();
      throw error;
    }
    await watch.return();
    return undefined;
  }

  /** Keeps people counted, with their grants. @returns those whose grants are lost */
  async keep(userIds: readonly string[]): Promise<string[]> {
    const { countChanged, lost } = await this.#app.presence.keep(this.match, userIds);
    if (countChanged) this.#app.viewerCounts.changed(this.match);
    return lost;
  }

  /** Acts on what concerns the match. */
  take(news: MatchNews): void {
    switch (news.type) {
      case 'COUNT':
        return this.#counts.set(news.viewerCount, this.#people.size);
      case 'URL_CHANGED':
        return this.#tellAll('URL_CHANGED');
      case 'REVOKED':
        void this.#endRevoked(news);
        return;
      case 'OVER':
        for (const id of this.userIds) this.end(id, MATCH_OVER);
    }
  }

  /** Tells a person, wherever they watch, what ends it, and ends it. */
  end(userId: string, { type, reason }: SessionEnd): void {
    for (const watch of [...(this.#people.get(userId) ?? [])]) {
      watch.push(this.#event(type, { reason }), type);
      watch.end();
    }
  }

  /** Ends the watches of those of some people who may watch no longer by what is stored; what fails, a later look does. */
  async look(userIds: readonly string[]): Promise<void> {
    await this.#endStored(userIds).catch(() => {});
  }

  /** Ends all watches without a word. */
  stop(): void {
    for (const watches of [...this.#people.values()]) for (const watch of [...watches]) void watch.return();
  }

  #add(userId: string): Watch {
    const watches = this.#people.get(userId) ?? new Set();
    const watch: Watch = new LatestQueue({
      capacity: CAPACITY,
      onClose: () => {
        watches.delete(watch);
        if (watches.size === 0) this.#leave(userId);
      },
    });
    this.#people.set(userId, watches.add(watch));
    watch.push(this.#event('JOINED'), 'JOINED');
    return watch;
  }

  #leave(userId: string): void {
    this.#people.delete(userId);
    const departing = this.#departures.load(userId).finally(() => this.#departing.delete(departing));
    this.#departing.add(departing);
    if (this.#people.size === 0) this.#close();
  }

  async #listen(): Promise<void> {
    const news = await this.#app.live.subscribe(matchNews, this.match.matchId);
    this.#news = news;
    if (this.#isClosed) void news.return();
    void this.#takeAll(news);
  }

  async #takeAll(news: LatestQueue<MatchNews>): Promise<void> {
    for await (const one of news) {
      this.take(one);
      if (news.takeDropped() > 0) this.#makeUp();
    }
    // nobody hears anything any more: whoever still watches is to come again
    this.stop();
  }

  /** Of so much news at once some was dropped: somebody may have been sent away by it, or a stream have moved. */
  #makeUp(): void {
    this.#tellAll('URL_CHANGED');
    void this.look(this.userIds);
  }

  /** News may come late: whoever was admitted again since goes on. Where that cannot be asked, the news holds. */
  async #endRevoked({ userIds, revocation, reason }: Extract<MatchNews, { type: 'REVOKED' }>): Promise<void> {
    const here = userIds.filter((id) => this.has(id));
    try {
      await this.#endStored(here);
    } catch {
      for (const id of here) this.end(id, endBy(revocation, reason));
    }
  }

  async #endStored(userIds: readonly string[]): Promise<void> {
    const endings = await Promise.all(userIds.map((id) => this.#endings.load(id)));
    for (const ending of endings) if (ending) this.end(ending.userId, endFor(ending));
  }

  #close(): void {
    this.#isClosed = true;
    this.#counts.stop();
    void this.#news?.return();
    this.#onEmpty();
  }

  #tellCount(viewerCount: number): void {
    this.#tellAll('VIEWER_COUNT', viewerCount);
  }

  #tellAll(type: SessionEventType, viewerCount?: number): void {
    const event = this.#event(type, viewerCount === undefined ? {} : { viewerCount });
    for (const watches of this.#people.values()) for (const watch of watches) watch.push(event, type);
  }

  #event(
    type: SessionEventType,
    { reason = null, viewerCount }: { reason?: string | null; viewerCount?: number } = {},
  ): SessionEvent {
    const match = { id: this.match.matchId, ...(viewerCount !== undefined && { viewerCount }) };
    return { type, match, reason, at: this.#app.now() };
  }
}
