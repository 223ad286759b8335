import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { Metrics } from './metrics.ts';

type Result = { data?: unknown; errors?: readonly unknown[] | undefined };

const hasData = ({ data }: Result): boolean =>
  typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);

/** How an operation came out: whether all of it, some of it or nothing was answered, or it was not even begun. */
export function outcomeOf(result: Result): 'ok' | 'partial' | 'error' | 'refused' {
  if (!result.errors || result.errors.length === 0) return 'ok';
  if (result.data === undefined) return 'refused';
  return hasData(result) ? 'partial' : 'error';
}

/** Counts the operations of a subgraph, and how long they take. */
export function operationMetrics<Context extends BaseContext>(metrics: Metrics): ApolloServerPlugin<Context> {
  const operations = metrics.counter({
    name: 'arena_subgraph_operations_total',
    help: 'Operations that the gateway has sent, by kind and how they came out.',
    labels: ['kind', 'outcome'],
  });
  const durations = metrics.histogram({
    name: 'arena_subgraph_operation_duration_seconds',
    help: 'How long operations of the gateway took, by kind.',
    labels: ['kind'],
  });
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return {
        willSendResponse: async ({ operation, response: { body } }) => {
          if (body.kind !== 'single') return;
          const kind = operation?.operation ?? 'none';
          operations.add([kind, outcomeOf(body.singleResult)]);
          durations.observe((performance.now() - startedAt) / 1_000, [kind]);
        },
      };
    },
  };
}
