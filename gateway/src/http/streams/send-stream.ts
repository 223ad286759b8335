import type { ServerResponse } from 'node:http';
import type { Stream } from '../../subscriptions/stream.ts';
import { StreamEnded } from '../../subscriptions/stream-ended.ts';
import type { Framing } from './framing.ts';

/** How long a client may take to read the last of a stream that was ended. */
const LAST_MS = 1_000;

/** Resolves when there is room for more, or nobody to have it. */
const room = (response: ServerResponse, stream: Stream): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      stream.onFailure = undefined;
      resolve();
    };
    response.once('drain', settle).once('close', settle);
    stream.onFailure = settle;
    if (response.destroyed || stream.failure) settle();
  });

/** Begins an answer that goes on. */
export function startStream(response: ServerResponse, { contentType, start }: Framing): void {
  response.writeHead(200, {
    'content-type': contentType,
    'cache-control': 'no-store',
    // a proxy that keeps events back to send them together would keep them for long
    'x-accel-buffering': 'no',
  });
  response.write(start);
}

/** Ends an answer, for clients too that do not read it. */
function finish(response: ServerResponse, last: string): void {
  const cut = setTimeout(() => response.destroy(), LAST_MS);
  response.once('close', () => clearTimeout(cut));
  if (response.closed) clearTimeout(cut);
  response.end(last);
}

/**
 * Sends a subscription's events as they come, as fast as the client takes them, until the stream ends or the client
 * has gone.
 * @param heartbeatMs how often a silent connection is kept alive
 */
export async function sendStream(
  response: ServerResponse,
  stream: Stream,
  framing: Framing,
  heartbeatMs: number,
): Promise<void> {
  startStream(response, framing);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(framing.heartbeat);
  }, heartbeatMs);
  const leave = () => void stream.return();
  response.once('close', leave);
  if (response.destroyed) leave();
  try {
    for await (const result of stream) {
      if (!response.write(framing.event(result.text))) await room(response, stream);
    }
    finish(response, framing.end);
  } catch (error) {
    if (!(error instanceof StreamEnded)) throw error;
    finish(response, framing.failure(error));
  } finally {
    clearInterval(heartbeat);
  }
}
