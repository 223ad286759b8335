import type { Dispatcher } from 'undici';
import { readAnswer } from '../execution/answer.ts';
import { CallFailed, ConnectionFailed } from './call-failures.ts';
import { receiveText, type Line, type ReceivedText, type ReceiveLimits } from './receive-text.ts';

function isAnswer(text: string): boolean {
  try {
    readAnswer(text);
    return true;
  } catch {
    return false;
  }
}

/** A proxy's own page is no answer, though a GraphQL answer may come with any status. */
function answerOf({ status, text }: ReceivedText): string {
  if (status !== 200 && !isAnswer(text)) throw new CallFailed(`status ${status} and no answer of GraphQL`);
  return text;
}

/**
 * Receives the text of a subgraph's answer within its time limit.
 * @param repeatable whether the request may be sent once more after the connection failed
 * @throws CallFailed, TooManyWaiting, or the signal's reason
 */
export async function receiveAnswer(
  line: Line,
  request: Dispatcher.DispatchOptions,
  limits: ReceiveLimits,
  repeatable: boolean,
): Promise<string> {
  const start = performance.now();
  try {
    return answerOf(await receiveText(line, request, limits));
  } catch (error) {
    const leftMs = Math.floor(limits.timeoutMs - (performance.now() - start));
    if (!repeatable || leftMs <= 0 || !(error instanceof ConnectionFailed)) throw error;
    return answerOf(await receiveText(line, request, { ...limits, timeoutMs: leftMs }));
  }
}
