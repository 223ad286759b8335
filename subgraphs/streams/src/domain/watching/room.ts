import { LatestQueue } from '@arena/live';
import { batchLoader } from '@arena/subgraph-kit';
import type { Parts } from '../../app.ts';
import { matchNews, type MatchNews } from '../../live/topics.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { arrive, depart } from './arrivals.ts';
import { CountPacer } from './count-pacer.ts';
import {
  endBy,
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
  readonly #departing = new Set<Promise<unknown>>();
  readonly #counts: CountPacer;
  #news: LatestQueue<MatchNews> | undefined;
  #isClosed = false;

  constructor(app: RoomApp, match: MatchKey, onEmpty: () => void) {
    this.#app = app;
    this.match = match;
    this.#onEmpty = onEmpty;
    this.#counts = new CountPacer(app.settings.countIntervalMs, (viewerCount) =>
      this.#tellCount(viewerCount),
    );
    // many who come or go at once are one call of presence and one statement
    this.#arrivals = batchLoader((userIds) => arrive(app, match, userIds));
    this.#departures = batchLoader((userIds) => depart(app, match, userIds, (id) => this.#people.has(id)));
    this.listening = this.#listen();
  }

  /** Those who watch, each once. */
  get userIds(): string[] {
    return [...this.#people.keys()];
  }

  has(userId: string): boolean {
    return this.#people.has(userId);
  }

  /** Lets a person watch, if they hold a grant; else undefined. */
  async enter(userId: string): Promise<Watch | undefined> {
    const watch = this.#add(userId);
    try {
      await this.listening;
      if (await this.#arrivals.load(userId)) return watch;
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
        for (const id of news.userIds) this.end(id, endBy(news.revocation, news.reason));
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

  /** Ends all watches without a word; resolves once presence knows. */
  async stop(): Promise<void> {
    for (const watches of [...this.#people.values()]) for (const watch of [...watches]) void watch.return();
    await Promise.all(this.#departing);
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
    for await (const one of news) this.take(one);
    // nobody hears anything any more: whoever still watches is to come again
    await this.stop();
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
