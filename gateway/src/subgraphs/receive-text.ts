import type { Dispatcher } from 'undici';

/** A subgraph took longer, or answered more, than it may. */
export class CallLimitExceeded extends Error {
  override name = 'CallLimitExceeded';
}

export type ReceiveLimits = {
  timeoutMs: number;
  maxBytes: number;
  /** ends the call when it aborts */
  signal: AbortSignal | undefined;
};

/**
 * Sends a request and receives the text of the answer, whatever its status. Driven by undici's `dispatch`,
 * since the streams and signals of its `request` cost more than a small answer does.
 * @throws CallLimitExceeded, the signal's reason, or what the connection failed of
 */
export function receiveText(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, maxBytes, signal }: ReceiveLimits,
): Promise<string> {
  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let ended: Error | undefined;

    const end = (reason: Error) => {
      ended = reason;
      settle();
      controller?.abort(reason);
      reject(reason);
    };
    const onAbort = () => end(signal?.reason as Error);
    const timer = setTimeout(() => end(new CallLimitExceeded(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });

    dispatcher.dispatch(request, {
      onRequestStart(given) {
        controller = given;
        // the wait for a free connection may have been too long
        if (ended) given.abort(ended);
      },
      onResponseStart() {},
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) end(new CallLimitExceeded(`the answer exceeds ${maxBytes} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        settle();
        const [first, ...others] = chunks;
        resolve(first && others.length === 0 ? first.toString() : Buffer.concat(chunks).toString());
      },
      onResponseError(_controller, error) {
        settle();
        reject(error);
      },
    });
  });
}
