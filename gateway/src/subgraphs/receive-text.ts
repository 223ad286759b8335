import type { Dispatcher } from 'undici';
import { CallFailed, callFailure } from './call-failures.ts';
import type { Turnstile } from './turnstile.ts';

/** The way to a subgraph. */
export type Line = { dispatcher: Dispatcher; turnstile: Turnstile };

export type ReceiveLimits = {
  /** the wait for a free connection included */
  timeoutMs: number;
  maxBytes: number;
  /** ends the call when it aborts */
  signal: AbortSignal | undefined;
};

export type ReceivedText = { status: number; text: string };

/**
 * Sends a request and receives the text of the answer, whatever its status. Driven by undici's `dispatch`,
 * since the streams and signals of its `request` cost more than a small answer does.
 * @throws CallFailed, TooManyWaiting, or the signal's reason
 */
export function receiveText(
  { dispatcher, turnstile }: Line,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, maxBytes, signal }: ReceiveLimits,
): Promise<ReceivedText> {
  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let ended: Error | undefined;

    const end = (reason: Error) => {
      ended = reason;
      settle();
      controller?.abort(reason);
      reject(reason);
    };
    const onAbort = () => end(signal?.reason as Error);
    const timer = setTimeout(() => end(new CallFailed(`no answer within ${timeoutMs} ms`)), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      turnstile.leave(start);
    };

    const start = () =>
      void dispatcher.dispatch(request, {
        onRequestStart(given) {
          controller = given;
          // it may have taken too long to connect
          if (ended) given.abort(ended);
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > maxBytes) end(new CallFailed(`the answer exceeds ${maxBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          settle();
          const [first, ...others] = chunks;
          const text = first && others.length === 0 ? first.toString() : Buffer.concat(chunks).toString();
          resolve({ status, text });
        },
        onResponseError(_controller, error) {
          if (!ended) end(callFailure(error));
        },
      });

    try {
      turnstile.enter(start);
    } catch (error) {
      end(error as Error);
    }
  });
}
