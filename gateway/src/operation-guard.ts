import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import type { CostEstimator } from './operation-cost/cost-estimator.ts';
import { guardCost } from './operation-cost/cost-guard.ts';

/** Asks for the cost of the operation in the answer's extensions. */
const COST_HEADER = 'graphql-cost';

export type OperationGuardOptions = {
  /** of the schema that the operation was validated against */
  costOf: (schema: GraphQLSchema) => CostEstimator;
  maxCost: number;
};

/** Decides about a valid operation before anything of it is fetched. */
export function operationGuard({ costOf, maxCost }: OperationGuardOptions): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let cost: number | undefined;
      return {
        didResolveOperation: async ({ schema, document, queryHash, operation, request }) => {
          // absent where the document has none of that name, which the executor tells
          if (!operation) return;
          cost = guardCost(
            costOf(schema),
            maxCost,
            { document, hash: queryHash, operation },
            request.variables ?? {},
          );
        },
        willSendResponse: async ({ request, response }) => {
          if (cost === undefined || !request.http?.headers.has(COST_HEADER)) return;
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: { estimated: cost, max: maxCost } };
        },
      };
    },
  };
}
