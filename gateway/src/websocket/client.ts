import { newId } from '@arena/subgraph-kit';
import type { Authenticated } from '../authentication/access-token.ts';
import type { Context, Streaming } from '../context.ts';
import type { ClientName } from '../metrics/client-names.ts';
import type { Stream } from '../subscriptions/stream.ts';

/** What is known of a client before it says who it is. */
export type ClientOrigin = Pick<Context, 'traceparent' | 'address' | 'userAgent' | 'client'>;

/** A client that has signed in on a WebSocket, or is anonymous there, and what it has under way. */
export class Client {
  readonly #origin: ClientOrigin;
  readonly #authenticated: Authenticated;
  readonly #underWay = new Set<AbortController>();
  readonly #turns = new Map<string, symbol>();
  readonly #streams = new Map<string, Stream>();

  constructor(origin: ClientOrigin, authenticated: Authenticated) {
    this.#origin = origin;
    this.#authenticated = authenticated;
  }

  /** Which program it says that it is. */
  get name(): ClientName {
    return this.#origin.client;
  }

  /** Runs an operation of the client, until `timeoutMs` have passed or the client has gone. */
  async run<Result>(
    timeoutMs: number,
    operate: (context: Context & { streaming: Streaming }) => Promise<Result>,
  ): Promise<Result> {
    const { identity, expiresAtMs } = this.#authenticated;
    const controller = new AbortController();
    const deadline = setTimeout(
      () => controller.abort(new Error(`the operation took more than ${timeoutMs} ms`)),
      timeoutMs,
    );
    this.#underWay.add(controller);
    try {
      return await operate({
        ...this.#origin,
        identity,
        requestId: newId(),
        signal: controller.signal,
        streaming: { isGet: false, transport: 'websocket', expiresAtMs },
      });
    } finally {
      clearTimeout(deadline);
      this.#underWay.delete(controller);
    }
  }

  /**
   * Has an id stand for the operation that is begun now.
   * @returns a function that tells, once, whether it still does; it does not when it was taken again meanwhile
   */
  take(id: string): () => boolean {
    const turn = Symbol(id);
    this.#turns.set(id, turn);
    return () => this.#turns.get(id) === turn && this.#turns.delete(id);
  }

  /** the ids of the streams that are open */
  get open(): string[] {
    return [...this.#streams].filter(([, { isClosed }]) => !isClosed).map(([id]) => id);
  }

  /**
   * Has a stream end with the client at the latest, and when its id is taken again. graphql-ws loses sight of one whose
   * id is taken again before all of the operation that had it is over.
   */
  keep(id: string, stream: Stream): void {
    void this.#streams.get(id)?.return();
    for (const [kept, { isClosed }] of this.#streams) if (isClosed) this.#streams.delete(kept);
    this.#streams.set(id, stream);
  }

  /** Gives up what is under way. */
  leave(): void {
    for (const controller of this.#underWay) controller.abort(new Error('the client has gone'));
    for (const stream of this.#streams.values()) void stream.return();
    this.#streams.clear();
  }
}
