import type { Parts } from '../../app.ts';
import { matchNews } from '../../live/topics.ts';
import type { MatchKey } from '../../presence/presence.ts';
import { raisePeaksOf } from '../raise-peaks.ts';
import { warnOnce } from './warn-once.ts';

/** A match of which a change is to be told: by an attempt that is under way, or once its time has come. */
type Untold = { match: MatchKey; timer?: NodeJS.Timeout };

/**
 * Tells how many people watch, once in an interval for each match whatever the number of processes. The last count is
 * never lost: who may not tell of a change at once tries again after the interval, until it has been told.
 */
export class ViewerCounts {
  readonly #app: Parts;
  readonly #untold = new Map<string, Untold>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #telling;
  readonly #remembering;
  #isStopped = false;

  constructor(app: Parts) {
    this.#app = app;
    this.#telling = warnOnce(app.logger, 'viewer counts wait to be told');
    this.#remembering = warnOnce(app.logger, 'the most viewers at once wait to be remembered');
  }

  /** Has the count of a match be told, which has changed. */
  changed(match: MatchKey): void {
    if (this.#isStopped || this.#untold.has(match.matchId)) return;
    this.#attempt(match);
  }

  /** Tells at once what is untold, so that nobody is left with an old count; then nothing more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#attempts);
    const untold = [...this.#untold.values()];
    for (const { timer } of untold) clearTimeout(timer);
    this.#untold.clear();
    await Promise.allSettled(untold.map(({ match }) => this.#tell(match)));
  }

  #attempt(match: MatchKey): void {
    this.#untold.set(match.matchId, { match });
    const attempt = this.#tellInTurn(match).finally(() => this.#attempts.delete(attempt));
    this.#attempts.add(attempt);
  }

  async #tellInTurn(match: MatchKey): Promise<void> {
    const { presence, settings } = this.#app;
    let isUntold = true;
    try {
      if (await presence.claimTelling(match, settings.countIntervalMs)) {
        // before the count is asked for: what changes from then on is told again
        this.#untold.delete(match.matchId);
        await this.#tell(match);
        isUntold = false;
      }
      this.#telling.succeeded();
    } catch (error) {
      this.#telling.failed(error);
    }
    if (isUntold) this.#attemptLater(match);
  }

  #attemptLater(match: MatchKey): void {
    const timer = setTimeout(() => this.#attempt(match), this.#app.settings.countIntervalMs);
    clearTimeout(this.#untold.get(match.matchId)?.timer);
    this.#untold.set(match.matchId, { match, timer });
  }

  async #tell(match: MatchKey): Promise<void> {
    const [viewerCount = 0] = await this.#app.presence.counts([match]);
    this.#app.live.publish(matchNews, match.matchId, { type: 'COUNT', viewerCount });
    try {
      await raisePeaksOf(this.#app, match);
      this.#remembering.succeeded();
    } catch (error) {
      this.#remembering.failed(error);
    }
  }
}
