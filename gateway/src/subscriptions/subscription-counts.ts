import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { networkOf } from '../rate-limits/network-of.ts';
import { HeldDocuments } from './held-documents.ts';
import type { LiveOperation } from './live-operation.ts';

/** How many subscriptions may be open at once. */
export type SubscriptionCaps = {
  /** of one person, over all connections to this gateway */
  person: number;
  /** of the anonymous of one network address */
  address: number;
  /** of all clients of this gateway */
  gateway: number;
  /** what those of one caller may cost together, as estimated for one event of each */
  cost: number;
};

type CountedOperation = Pick<LiveOperation, 'document' | 'hash'> & { cost: number };

const tooDear = (most: number) =>
  new GraphQLError(`The open subscriptions of one caller may not cost more than ${most} together`, {
    extensions: { code: 'COST_EXCEEDED', reason: 'SUBSCRIPTIONS', http: { status: 429 } },
  });

const tooMany = (most: number, whose: string, reason: string) =>
  new GraphQLError(`No more than ${most} subscriptions may be open ${whose}`, {
    extensions: { code: 'LIMIT_EXCEEDED', reason, http: { status: 429 } },
  });

/** Counts the open subscriptions, and what their documents take. @param caps absent where there is no limit */
export class SubscriptionCounts {
  readonly #caps: SubscriptionCaps | undefined;
  readonly #open = new Map<string, { count: number; cost: number }>();
  readonly #documents = new HeldDocuments();
  #total = 0;

  constructor(caps: SubscriptionCaps | undefined) {
    this.#caps = caps;
  }

  /**
   * Counts one more.
   * @returns a function that counts it no more
   * @throws GraphQLError LIMIT_EXCEEDED (SUBSCRIPTIONS, OVERLOADED), COST_EXCEEDED
   */
  add({ identity, address }: Pick<Context, 'identity' | 'address'>, asked: CountedOperation): () => void {
    const { userId } = identity;
    const key = userId === null ? networkOf(address) : `person:${userId}`;
    const { count, cost } = this.#open.get(key) ?? { count: 0, cost: 0 };
    if (this.#caps) {
      const most = userId === null ? this.#caps.address : this.#caps.person;
      if (count >= most) throw tooMany(most, 'for one caller', 'SUBSCRIPTIONS');
      if (this.#total >= this.#caps.gateway) throw tooMany(this.#caps.gateway, 'here', 'OVERLOADED');
      if (cost + asked.cost > this.#caps.cost) throw tooDear(this.#caps.cost);
    }
    const letGo = this.#documents.hold(key, asked.hash, asked.document);
    this.#open.set(key, { count: count + 1, cost: cost + asked.cost });
    this.#total++;
    return () => {
      letGo();
      this.#subtract(key, asked.cost);
    };
  }

  #subtract(key: string, ofOne: number): void {
    const { count = 1, cost = 0 } = this.#open.get(key) ?? {};
    if (count > 1) this.#open.set(key, { count: count - 1, cost: cost - ofOne });
    else this.#open.delete(key);
    this.#total--;
  }
}
