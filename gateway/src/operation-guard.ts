import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Context } from './context.ts';
import type { CostEstimator } from './operation-cost/cost-estimator.ts';
import { guardCost } from './operation-cost/cost-guard.ts';
import { checkVariables } from './operation-limits/check-variables.ts';
import { countOperation } from './rate-limits/count-operation.ts';
import type { RateLimiter } from './rate-limits/rate-limiter.ts';

/** Asks for the cost of the operation in the answer's extensions. */
const COST_HEADER = 'graphql-cost';

export type OperationGuardOptions = {
  /** of the schema that the operation was validated against */
  costOf: (schema: GraphQLSchema) => CostEstimator;
  maxCost: number;
  /** absent where nobody is counted */
  limiter?: RateLimiter | undefined;
};

/** GET changes nothing, also where Apollo Server does not see that it is one. */
function refuseMutation({ operation }: OperationDefinitionNode): void {
  if (operation !== OperationTypeNode.MUTATION) return;
  throw new GraphQLError('A mutation is sent by POST', {
    extensions: { code: 'BAD_REQUEST', http: { status: 405 } },
  });
}

/** Decides about a valid operation before anything of it is fetched. */
export function operationGuard({
  costOf,
  maxCost,
  limiter,
}: OperationGuardOptions): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let cost: number | undefined;
      return {
        didResolveOperation: async ({
          schema,
          document,
          queryHash: hash,
          operation,
          request,
          response,
          metrics,
          contextValue,
        }) => {
          // absent where the document has none of that name, which the executor tells
          if (!operation) return;
          if (contextValue.streaming?.isGet) refuseMutation(operation);
          const source = { document, hash, operation };
          const variables = request.variables ?? {};
          checkVariables(variables);
          cost = guardCost(costOf(schema), maxCost, source, variables);
          if (!limiter) return;
          const registers = metrics.persistedQueryRegister ?? false;
          await countOperation(limiter, { ...source, cost, registers }, contextValue, response.http);
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
