/** What accompanies a message on its way, so that one request can be followed through all services. */
export type MessageHeaders = {
  requestId?: string | undefined;
  /** W3C trace context */
  traceparent?: string | undefined;
};

/** A message as it is handed to the bus. */
export type OutgoingMessage = {
  /** unique; consumers recognise a repeated delivery by it */
  id: string;
  /** as `tournaments.created.v1` */
  routingKey: string;
  /** JSON */
  content: string;
  headers: MessageHeaders;
};

/** A message as it arrives; nothing in it is to be trusted yet. */
export type Delivery = {
  id: string | undefined;
  routingKey: string;
  content: string;
  headers: MessageHeaders;
  /** 1 for the first try */
  attempt: number;
};

/** Thrown by a handler for a message that will never be good: it is parked at once, without retries. */
export class Unprocessable extends Error {
  override name = 'Unprocessable';
}

/** A message parked after its last failure. */
export type DeadLetter = {
  id: string | undefined;
  routingKey: string;
  content: string;
  attempts: number;
  error: string;
  diedAt: string;
};

export type QueueState = {
  queue: string;
  /** waiting to be handled */
  ready: number;
  /** parked */
  dead: number;
  consumers: number;
};

/** Something that goes on until it is stopped; `stop` waits for what is under way. */
export type Running = { stop: () => Promise<void> };

/** Many as one. */
export const stopAll = (running: readonly Running[]): Running => ({
  stop: async () => {
    await Promise.all(running.map((one) => one.stop()));
  },
});

/** How long after each failure a message is tried again; after one failure more it is parked. */
export const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000];

/** How many messages of one queue a consumer handles at a time. */
export const PREFETCH = 10;

/**
 * Carries events and requests between domains: RabbitMQ, or its embedded twin. Both keep a published message
 * until every subscribed queue has it handled or parked, and both retry and park alike.
 */
export type EventBus = {
  /**
   * Resolves once every message is safely kept for every queue that wants it.
   * @throws when that is not certain of all; then all may be published again
   */
  publish: (messages: readonly OutgoingMessage[]) => Promise<void>;
  /**
   * Has a queue's messages handled. A handler that throws has its message tried again after
   * RETRY_DELAYS_MS, then parked; one that throws Unprocessable has it parked at once.
   */
  consume: (queue: string, handle: (delivery: Delivery) => Promise<void>) => Promise<Running>;
  /**
   * Puts a request to whoever serves it and waits for the answer.
   * @throws SubgraphUnavailable when no answer comes within `timeoutMs`
   */
  request: (
    name: string,
    content: string,
    options: { timeoutMs: number; headers: MessageHeaders },
  ) => Promise<string>;
  /** Answers requests. The handler must not throw: failures are part of the answer. */
  serve: (
    name: string,
    handle: (content: string, headers: MessageHeaders) => Promise<string>,
  ) => Promise<Running>;
  /** The state of every queue, or of those of one consumer. */
  queues: (consumer?: string) => Promise<QueueState[]>;
  /** Looks at the first parked messages of a queue, and leaves them there. */
  deadLetters: (queue: string, limit: number) => Promise<DeadLetter[]>;
  /** Puts a queue's parked messages back to be handled, with their tries counted anew; returns how many. */
  replay: (queue: string) => Promise<number>;
  /** Shows every event published from now on. */
  tail: (show: (message: OutgoingMessage) => void) => Promise<Running>;
  /** Whether the bus can be used at this moment. */
  isConnected: () => boolean;
  close: () => Promise<void>;
};
