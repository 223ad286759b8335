/** Waits for a promise until the signal says that nobody wants its value any more; then rejects with the reason. */
export function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    const detach = () => signal.removeEventListener('abort', stop);
    promise.then(resolve, reject);
    promise.then(detach, detach);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
