import { operationFromDocument } from '@apollo/federation-internals';
import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { Operation } from '../operations/generate.ts';
import type { TestedSupergraph } from '../supergraphs.ts';

/** The name of the service that stands for the events of a subscription. */
export const EVENT_SERVICE = '__event';

/** An operation and its plan in a form that the stock executor runs. */
export type Planned = { operation: Operation; plan: QueryPlan; source: EventSource | undefined };

/** Where a subscription's events come from. */
export type EventSource = { subgraph: string; query: string; variables: readonly string[] };

/**
 * Plans an operation. A subscription's plan becomes that of one event, which a service of its own answers.
 * @returns undefined where the planner cannot
 */
export function planOperation(tested: TestedSupergraph, operation: Operation): Planned | undefined {
  const { document, operationName } = operation;
  try {
    const plan = tested.planner.buildQueryPlan(
      operationFromDocument(tested.supergraph.apiSchema(), document, { operationName }),
    );
    const { node } = plan;
    if (node?.kind !== 'Subscription') return { operation, plan, source: undefined };
    const { primary, rest } = node;
    const event: PlanNode = { ...primary, serviceName: EVENT_SERVICE };
    return {
      operation,
      plan: { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: rest ? [event, rest] : [event] } },
      source: {
        subgraph: primary.serviceName,
        query: primary.operation,
        variables: primary.variableUsages ?? [],
      },
    };
  } catch {
    return undefined;
  }
}
