import type { Logger } from '@arena/subgraph-kit';
import type { Fetch } from '../execution/plan-compiler.ts';
import { identityKey } from '../execution/identity-key.ts';
import { variablesText } from '../execution/subgraph-caller.ts';
import type { SourceRequest } from './source-subscription.ts';
import type { SubgraphSocket } from './subgraph-socket.ts';
import { Upstream, type UpstreamConsumer } from './upstream.ts';

export type UpstreamsOptions = {
  socketOf: (subgraph: string) => SubgraphSocket;
  logger: Logger;
};

/** The subscriptions at subgraphs, each of them once however many want it. */
export class Upstreams {
  readonly #options: UpstreamsOptions;
  readonly #open = new Map<string, Upstream>();

  constructor(options: UpstreamsOptions) {
    this.#options = options;
  }

  /** how many there are */
  get size(): number {
    return this.#open.size;
  }

  /**
   * Has a consumer told of the events that a plan begins with, shared by all who want the same unless they come by
   * something of its own.
   * @returns a function that ends it
   */
  join(
    { source, own = '' }: { source: Fetch; own?: string | undefined },
    variables: Readonly<Record<string, unknown>>,
    consumer: UpstreamConsumer,
  ): () => void {
    const { subgraph, bodyStart, personal } = source;
    const values = variablesText(source.variables, variables).slice(1);
    const key = `${source.key} ${values} ${personal ? identityKey(consumer.context().identity) : ''} ${own}`;
    const known = this.#open.get(key);
    if (known) return known.join(consumer);
    const { socketOf, logger } = this.#options;
    const upstream = new Upstream({
      subgraph,
      socket: socketOf(subgraph),
      request: JSON.parse(`${bodyStart}${values}}}`) as SourceRequest,
      logger,
      onOver: () => {
        if (this.#open.get(key) === upstream) this.#open.delete(key);
      },
    });
    this.#open.set(key, upstream);
    return upstream.join(consumer);
  }
}
