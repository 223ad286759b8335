import {
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSource,
  type ServiceMap,
} from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import type { TestedSupergraph } from '../supergraphs.ts';
import type { FakeTransport } from '../subgraphs/fake-transport.ts';
import { EVENT_SERVICE, type Planned } from './planned.ts';
import { repairedStock } from './repaired-stock.ts';
import { sideError, type SideAnswer } from './side.ts';
import { stockService } from './stock-service.ts';

/** `gaveUp` where it threw, or has no data because of one value that it did not expect. */
export type StockAnswer = SideAnswer & { gaveUp: boolean };

const repairedExecutor = repairedStock();

export type StockOptions = {
  tested: TestedSupergraph;
  planned: Planned;
  transport: FakeTransport;
  event: Record<string, unknown> | undefined;
  /** without the known errors of its own */
  repaired: boolean;
};

const eventService = (event: Record<string, unknown>): GraphQLDataSource => ({
  process: async () => ({ data: event }),
});

/** Runs a plan with the stock executor. */
export async function runStock(options: StockOptions): Promise<StockAnswer> {
  const { tested, planned, transport, event, repaired } = options;
  const { document, operationName, variables } = planned.operation;
  const services: ServiceMap = Object.create(null) as ServiceMap;
  for (const name of tested.services.keys()) services[name] = stockService(name, transport);
  if (event) services[EVENT_SERVICE] = eventService(event);
  const request = { request: { variables }, context: {}, metrics: {}, logger: console };
  try {
    const { data, errors, extensions } = await (repaired ? repairedExecutor : executeQueryPlan)(
      planned.plan,
      services,
      request as never,
      buildOperationContext({
        schema: tested.apiSchema,
        operationDocument: document,
        ...(operationName !== undefined && { operationName }),
      }),
      tested.supergraphSchema,
      tested.supergraph.apiSchema(),
    );
    const valueCompletion = (extensions?.['valueCompletion'] ?? []) as GraphQLError[];
    return {
      data: data === undefined ? undefined : JSON.parse(JSON.stringify(data)),
      errors: (errors ?? []).map(sideError),
      valueCompletion: valueCompletion.map(sideError),
      gaveUp: data === undefined || (errors ?? []).some((error) => !(error instanceof GraphQLError)),
    };
  } catch {
    return { data: undefined, errors: [], valueCompletion: [], gaveUp: true };
  }
}
