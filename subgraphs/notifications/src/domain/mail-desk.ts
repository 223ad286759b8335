import type { App } from '../app.ts';
import { giveBack, takeDueMails } from '../db/due-mail-store.ts';
import type { Outcome } from '../mail/mail.ts';
import { LANES } from './kinds.ts';
import { circumstancesOf, type Circumstances } from './mail-circumstances.ts';
import { keepLease, leaseUntil } from './mail-lease.ts';
import { sendMail, type TakenMail } from './send-mail.ts';

/**
 * So many mails are tried and noted at once, and one less for each lane down: slow ones leave room for those that are to
 * go before them. Should the process die, no more than these can have been handed over without that being known, and go
 * once more.
 */
const AT_ONCE = 5;

/** So many mails, one after the other, tell that the server is away rather than that they are at fault. */
const AWAY_IN_A_ROW = 3;

const AGAIN_MS = 60_000;

/** The mails that one sender has taken: those that wait, in the order in which they go, and those under way. */
export class MailDesk {
  readonly #app: App;
  readonly #waiting: TakenMail[] = [];
  readonly #underWay = new Set<Promise<void>>();
  /** all that are not to be taken by others */
  readonly #held = new Set<string>();
  readonly #lease: { stop: () => void };
  #awayInARow = 0;
  #isUnanswered = false;
  #failure: Error | undefined;

  constructor(app: App) {
    this.#app = app;
    this.#lease = keepLease(app, this.#held);
  }

  /** Whether nothing can be handed over now: nobody knows to whom, or the server is away. */
  get isResting(): boolean {
    return this.#isUnanswered || this.#awayInARow >= AWAY_IN_A_ROW;
  }

  /** Whether no other mail is to be begun. */
  get isEnding(): boolean {
    return this.isResting || this.#failure !== undefined || this.#app.isStopping();
  }

  get underWay(): ReadonlySet<Promise<void>> {
    return this.#underWay;
  }

  /** Takes mails that are due and are to go before all that wait. */
  async take(): Promise<void> {
    const { db, now, settings, failpoint } = this.#app;
    const before = this.#waiting[0]?.row.lane ?? LANES.length;
    const rows = await takeDueMails(db, {
      ...{ now: now(), leaseUntil: leaseUntil(this.#app) },
      ...{ lanes: LANES.slice(0, before), limit: settings.mailsAtOnce },
    });
    if (rows.length === 0) return;
    failpoint('after-mails-taken');
    for (const { id } of rows) this.#held.add(id);
    const circumstances = await this.#circumstancesOf(rows);
    if (circumstances) this.#waiting.unshift(...rows.map((row) => ({ row, circumstances })));
    else await this.#giveBack(rows, new Date(now().getTime() + AGAIN_MS));
  }

  /** Begins to send those that wait, as far as there is room. */
  begin(): void {
    for (
      let [next] = this.#waiting;
      next && this.#underWay.size < AT_ONCE - next.row.lane;
      [next] = this.#waiting
    ) {
      this.#waiting.shift();
      const sending: Promise<void> = this.#send(next).finally(() => this.#underWay.delete(sending));
      this.#underWay.add(sending);
    }
  }

  /** Notes that something has failed, after which this sender begins nothing more. */
  fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error('Mails are not sent', { cause: error });
  }

  /** Gives back those that wait, as if they had not been taken. */
  async giveBackWaiting(): Promise<void> {
    const rows = this.#waiting.splice(0).map(({ row }) => row);
    // whatever has failed would do so again: others take them once the lease is over
    if (this.#failure === undefined) await this.#giveBack(rows, this.#app.now());
  }

  /** @throws what has failed */
  close(): void {
    this.#lease.stop();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #send(mail: TakenMail): Promise<void> {
    try {
      this.#hear(await sendMail(this.#app, mail));
    } catch (error) {
      this.fail(error);
    }
    this.#held.delete(mail.row.id);
  }

  #hear(outcome: Outcome): void {
    const isAway = outcome !== 'SENT' && 'retry' in outcome && outcome.isServerAway === true;
    this.#awayInARow = isAway ? this.#awayInARow + 1 : 0;
  }

  async #giveBack(rows: readonly TakenMail['row'][], nextAt: Date): Promise<void> {
    const ids = rows.map(({ id }) => id);
    for (const id of ids) this.#held.delete(id);
    await giveBack(this.#app.db, ids, nextAt);
  }

  async #circumstancesOf(rows: readonly TakenMail['row'][]): Promise<Circumstances | undefined> {
    try {
      return await circumstancesOf(this.#app, rows);
    } catch (error) {
      this.#app.logger.warn({ err: error }, 'mails wait, since it is not known how people are reached');
      this.#isUnanswered = true;
      return undefined;
    }
  }
}
