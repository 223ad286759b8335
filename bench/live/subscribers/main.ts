// All subscribers, in one process.
import { runChild } from '../../gateway/child/run-child.mjs';
import { nowMs } from '../clock.ts';
import { httpStream } from './http-stream.ts';
import { readNumbers } from './marker.ts';
import type { Open, Transport } from './subscription.ts';
import { openWebSocket } from './web-socket.ts';

export type SubscribeOptions = { url: string; tournamentId: string; transport: Transport; count: number };

/** Which rename was heard of when, in the order in which it was; at each place of both lists one arrival. */
export type Arrivals = { numbers: Uint32Array; atMs: Float64Array };

/** so many are opened at a time */
const BATCH = 50;
const MAX_ARRIVALS = 2_000_000;

const OPENERS: Record<Transport, Open> = {
  websocket: openWebSocket,
  sse: httpStream('text/event-stream'),
  multipart: httpStream('multipart/mixed;subscriptionSpec=1.0'),
};

const numbers = new Uint32Array(MAX_ARRIVALS);
const atMs = new Float64Array(MAX_ARRIVALS);
let arrived = 0;
let closing: (() => void)[] = [];
let heard = new Set<number>();

async function open({ url, tournamentId, transport }: SubscribeOptions, subscriber: number): Promise<void> {
  const close = await OPENERS[transport](url, tournamentId, (bytes) => {
    const now = nowMs();
    readNumbers(bytes, (number) => {
      numbers[arrived] = number;
      atMs[arrived] = now;
      arrived += 1;
    });
    if (heard.size < closing.length) heard.add(subscriber);
  });
  closing.push(close);
}

runChild({
  start: async () => {},
  subscribe: async (options: SubscribeOptions) => {
    for (let first = 0; first < options.count; first += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, options.count - first) }, (_, i) => first + i);
      await Promise.all(batch.map((subscriber) => open(options, subscriber)));
    }
  },
  /** how many of the subscribers have heard of any rename */
  heard: () => heard.size,
  forget: () => void (arrived = 0),
  count: () => arrived,
  arrivals: (): Arrivals => ({ numbers: numbers.slice(0, arrived), atMs: atMs.slice(0, arrived) }),
  leave: () => {
    for (const close of closing) close();
    closing = [];
    heard = new Set();
    arrived = 0;
  },
});
