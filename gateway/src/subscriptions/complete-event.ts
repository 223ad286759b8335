import { describeErrors, toPublic, type Logger } from '@arena/subgraph-kit';
import type { DocumentNode, GraphQLError } from 'graphql';
import { clientResult } from '../client-result.ts';
import type { Context } from '../context.ts';
import type { Answer } from '../execution/answer.ts';
import type { Executor, PreparedOperation } from '../execution/executor.ts';
import { LiveResult } from './live-result.ts';

/** A subscription as it is run for each event. */
export type EventOperation = {
  executor: Executor;
  document: DocumentNode;
  prepared: PreparedOperation;
  variables: Readonly<Record<string, unknown>>;
  /** told with each event */
  denied: readonly GraphQLError[];
};

/** Makes of an event what clients get: fetches what other subgraphs have, for `timeoutMs` at most. */
export async function completeEvent(
  { executor, document, prepared, variables, denied }: EventOperation,
  event: Answer,
  context: Context,
  { timeoutMs, logger }: { timeoutMs: number; logger: Logger },
): Promise<LiveResult> {
  const controller = new AbortController();
  const deadline = setTimeout(
    () => controller.abort(new Error(`the event took more than ${timeoutMs} ms`)),
    timeoutMs,
  );
  try {
    const request = { variables, context, signal: controller.signal };
    const outcome = await executor.executeEvent(prepared, event, request);
    const { data = null, errors } = clientResult(outcome, denied);
    if (!errors) return new LiveResult({ data });
    const { requestId } = context;
    describeErrors(errors, { document, requestId, logger });
    return new LiveResult({ data, errors: errors.map((error) => toPublic(error.toJSON(), requestId)) });
  } finally {
    clearTimeout(deadline);
  }
}
