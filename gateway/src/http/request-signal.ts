import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Aborts when the client hangs up before it has its answer, or when `deadlineMs` have passed. */
export function requestSignal(response: ServerResponse, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const deadline = setTimeout(
    () => controller.abort(new Error(`the operation took more than ${deadlineMs} ms`)),
    deadlineMs,
  );
  // an operation of many fetches waits on it with each of them
  setMaxListeners(0, controller.signal);
  const end = () => {
    clearTimeout(deadline);
    if (!response.writableFinished) controller.abort(new Error('the client has gone'));
  };
  if (response.destroyed) end();
  else response.once('close', end);
  return controller.signal;
}
