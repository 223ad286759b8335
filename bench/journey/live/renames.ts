import { nowMs } from '../../live/clock.ts';

/** When the rename that bears a number was sent, and when its answer came. The commit lies between. */
export type Renamed = { number: number; sentAtMs: number; answeredAtMs: number };

/** Somebody who is told names: since when, and the last rename that they were told of. */
export type Follower = { sinceMs: number; last: number };

export type Delays = { fromSending: number[]; fromAnswer: number[] };

/** Follows names that are changed, from the one who changes them to those who hear of it. */
export class Renames {
  #last = 0;
  #answered = new Map<number, Renamed>();
  #heard: { number: number; atMs: number; sinceMs: number }[] = [];

  /** The number of another rename. */
  next(): number {
    return ++this.#last;
  }

  nameOf(name: string, number: number): string {
    return `${name} #${number}`;
  }

  answered(renamed: Renamed): void {
    this.#answered.set(renamed.number, renamed);
  }

  /** Notes that somebody was told a tournament's name, which may be for another reason than that it is new. */
  heard(name: string, follower: Follower): void {
    const number = Number(/#(\d+)$/.exec(name)?.[1] ?? 0);
    if (number <= follower.last) return;
    follower.last = number;
    this.#heard.push({ number, atMs: nowMs(), sinceMs: follower.sinceMs });
  }

  /** How long those renames took that were heard of since this was last asked, in milliseconds for each who heard. */
  takeDelays(): Delays {
    const delays: Delays = { fromSending: [], fromAnswer: [] };
    for (const { number, atMs, sinceMs } of this.#heard) {
      const renamed = this.#answered.get(number);
      if (!renamed || renamed.sentAtMs < sinceMs) continue;
      delays.fromSending.push(atMs - renamed.sentAtMs);
      delays.fromAnswer.push(atMs - renamed.answeredAtMs);
    }
    this.#heard = [];
    return delays;
  }
}
