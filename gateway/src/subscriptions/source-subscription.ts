import type { Client, FormattedExecutionResult, SubscribePayload } from 'graphql-ws';
import type { Context } from '../context.ts';
import { backOff } from './backoff.ts';

/** A subscription as a subgraph is asked for it. */
export type SourceRequest = Pick<SubscribePayload, 'query' | 'operationName' | 'variables'>;

/** What comes of a subscription at a subgraph; after one of the last three nothing more does. */
export type SourceSink = {
  event: (payload: unknown) => void;
  refuse: (errors: readonly unknown[]) => void;
  lose: (cause: unknown) => void;
  complete: () => void;
};

export type SourceOptions = {
  client: Client;
  isConnected: () => boolean;
  request: SourceRequest;
  /** tells in whose name, each time anew */
  context: () => Context;
  sink: SourceSink;
  /** gives the headers that tell the subgraph in whose name it is asked */
  vouchFor: (context: Context) => Promise<Record<string, string>>;
  /** one that is begun while the subgraph is away for longer is lost */
  timeoutMs: number;
  /** told once */
  onOver: () => void;
};

/** One that is given up as often as this, each time soon after it was begun, is lost. */
const MAX_FAILURES = 5;

/** So is one that has gone well before, for the connection was rather closed because of another. */
const MAX_FAILURES_OF_GIVEN = 20;
const SOON_MS = 10_000;

/**
 * One subscription at a subgraph, from its beginning until it is over. graphql-ws sends it again when the connection is
 * lost, but gives it up after some codes of closing, which say nothing about those who only share the connection; so it
 * is begun anew.
 */
export class SourceSubscription {
  readonly #options: SourceOptions;
  readonly #payload: SourceRequest & { extensions?: { headers: Record<string, string> } };
  readonly #deadline: NodeJS.Timeout;
  readonly #unlisten: () => void;
  #end: (() => void) | undefined;
  #isOver = false;
  /** while an event is being taken */
  #isReading = false;
  #failures = 0;
  /** whether an event has come, or it has gone on for long */
  #isGiven = false;
  #begunAtMs = 0;

  constructor(options: SourceOptions) {
    const { client, isConnected, request, timeoutMs } = options;
    this.#options = options;
    this.#payload = { ...request };
    this.#deadline = setTimeout(
      () => this.#lose(new Error(`no connection within ${timeoutMs} ms`)),
      timeoutMs,
    );
    this.#unlisten = client.on('connected', () => this.#arrive());
    if (isConnected()) this.#arrive();
    this.#begin();
  }

  /** Has what is sent say what is true now. */
  async renew(): Promise<void> {
    this.#payload.extensions = { headers: await this.#options.vouchFor(this.#options.context()) };
  }

  /** Ends it at once, telling nobody. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#arrive();
    this.#options.onOver();
    // its subgraph may have ended it in the same breath as the event; graphql-ws would count that twice, and close the
    // connection under the others
    if (this.#isReading && this.#end) setImmediate(this.#end);
    else this.#end?.();
  }

  /** From here on it waits for the subgraph, however long that is away. */
  #arrive(): void {
    clearTimeout(this.#deadline);
    this.#unlisten();
  }

  #begin(): void {
    if (this.#isOver) return;
    this.renew().then(
      () => this.#send(),
      (error: unknown) => this.#lose(error),
    );
  }

  #send(): void {
    if (this.#isOver) return;
    const { client, sink } = this.#options;
    this.#begunAtMs = performance.now();
    this.#end = client.subscribe(this.#payload, {
      next: (result) => {
        this.#isReading = true;
        this.#read(result);
        this.#isReading = false;
      },
      error: (cause) => {
        if (Array.isArray(cause)) this.#finish(() => sink.refuse(cause));
        else this.#beginAnew(cause);
      },
      complete: () => this.#finish(sink.complete),
    });
  }

  #read(result: FormattedExecutionResult<Record<string, unknown>, unknown>): void {
    const { sink } = this.#options;
    if (this.#isOver) return;
    // errors alone are no event: the subgraph could not begin
    if ('data' in result) {
      this.#isGiven = true;
      sink.event(result);
    } else this.#finish(() => sink.refuse(result.errors ?? []));
  }

  #beginAnew(cause: unknown): void {
    if (performance.now() - this.#begunAtMs > SOON_MS) {
      this.#failures = 0;
      this.#isGiven = true;
    }
    const most = this.#isGiven ? MAX_FAILURES_OF_GIVEN : MAX_FAILURES;
    if (this.#failures === most) this.#lose(cause);
    else void backOff(this.#failures++).then(() => this.#begin());
  }

  #lose(cause: unknown): void {
    this.#finish(() => this.#options.sink.lose(cause));
  }

  #finish(tell: () => void): void {
    if (this.#isOver) return;
    this.stop();
    tell();
  }
}
