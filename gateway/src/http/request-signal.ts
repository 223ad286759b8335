import type { ServerResponse } from 'node:http';

/** Aborts when the client hangs up before it has its answer, or when `deadlineMs` have passed. */
export function requestSignal(response: ServerResponse, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const deadline = setTimeout(
    () => controller.abort(new Error(`the operation took more than ${deadlineMs} ms`)),
    deadlineMs,
  );
  response.once('close', () => {
    clearTimeout(deadline);
    if (!response.writableFinished) controller.abort(new Error('the client has gone'));
  });
  return controller.signal;
}
