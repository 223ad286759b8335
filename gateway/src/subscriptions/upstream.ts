import { SubgraphUnavailable, toPublic, type Logger } from '@arena/subgraph-kit';
import type { GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import { answerOf, refusesGateway, type Answer } from '../execution/answer.ts';
import { isResultObject } from '../execution/result-tree.ts';
import { closedBy, StreamEnded } from './stream-ended.ts';
import type { SourceRequest } from './source-subscription.ts';
import type { SubgraphSocket } from './subgraph-socket.ts';

/** Who takes the events of a subscription at a subgraph. */
export type UpstreamConsumer = {
  /** in whose name the subgraph may be asked */
  context: () => Context;
  event: (event: Answer) => void;
  /** nothing comes any more */
  end: () => void;
  fail: (error: StreamEnded) => void;
};

export type UpstreamOptions = {
  subgraph: string;
  socket: SubgraphSocket;
  request: SourceRequest;
  logger: Logger;
  /** told once that it is over, so that nobody joins any more */
  onOver: () => void;
};

const isFormattedError = (error: unknown): error is GraphQLFormattedError =>
  isResultObject(error) && typeof error['message'] === 'string';

/** One subscription at a subgraph, there for all who want just this, and ended when the last of them leaves. */
export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #consumers = new Set<UpstreamConsumer>();
  #unsubscribe: (() => void) | undefined;

  constructor(options: UpstreamOptions) {
    this.#options = options;
  }

  /** @returns a function that leaves it */
  join(consumer: UpstreamConsumer): () => void {
    this.#consumers.add(consumer);
    this.#unsubscribe ??= this.#subscribe();
    return () => {
      if (this.#consumers.delete(consumer) && this.#consumers.size === 0) this.#finish();
    };
  }

  #subscribe(): () => void {
    const { socket, request } = this.#options;
    return socket.subscribe(request, () => this.#context(), {
      event: (payload) => {
        const event = this.#read(payload);
        for (const consumer of this.#consumers) consumer.event(event);
      },
      refuse: (errors) => this.#refused(errors),
      lose: (cause) => this.#lost(cause),
      complete: () => this.#over((consumer) => consumer.end()),
    });
  }

  /** Any of them will do: where answers hang on who asks, all are one person. */
  #context(): Context {
    const [consumer] = this.#consumers;
    if (!consumer) throw new Error('Nobody wants these events any more');
    return consumer.context();
  }

  /** What came, or what is to be told in its place. */
  #read(payload: unknown): Answer {
    const { subgraph, logger } = this.#options;
    try {
      return answerOf(payload);
    } catch (error) {
      logger.warn({ err: error, subgraph }, 'subgraph unavailable');
      const { message, extensions } = new SubgraphUnavailable(subgraph);
      return { data: undefined, faults: [{ message, path: undefined, extensions }] };
    }
  }

  #refused(errors: readonly unknown[]): void {
    const { identity, requestId } = this.#context();
    const isAnonymous = identity.userId === null;
    const isGateways = ({ extensions }: GraphQLFormattedError) =>
      refusesGateway(extensions) && !(isAnonymous && extensions?.['code'] === 'UNAUTHENTICATED');
    const reasons = errors.filter(isFormattedError);
    if (reasons.length === 0 || reasons.some(isGateways)) return this.#lost(reasons[0]?.message);
    // where in the gateway's document it stands is nothing to the client
    const shown = reasons.map(({ message, extensions }) =>
      toPublic({ message, ...(extensions && { extensions }) }, requestId),
    );
    this.#over((consumer) => consumer.fail(new StreamEnded(shown, 'refused')));
  }

  #lost(cause: unknown): void {
    const { subgraph, logger } = this.#options;
    logger.warn({ err: cause, subgraph }, 'live events lost');
    this.#over((consumer) => consumer.fail(closedBy(new SubgraphUnavailable(subgraph))));
  }

  #over(tell: (consumer: UpstreamConsumer) => void): void {
    const consumers = [...this.#consumers];
    this.#consumers.clear();
    this.#options.onOver();
    consumers.forEach(tell);
  }

  #finish(): void {
    this.#options.onOver();
    this.#unsubscribe?.();
  }
}
