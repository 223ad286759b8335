import { BadUserInput } from '@arena/subgraph-kit';
import { GraphQLError } from 'graphql';
import type { Variables } from './arguments.ts';
import type { CostedOperation, CostEstimator } from './cost-estimator.ts';

const STATUS = { http: { status: 400 } };

/**
 * Refuses what costs more than any operation may.
 * @returns the cost as estimated
 * @throws GraphQLError BAD_USER_INPUT for a page of a length that none may have, COST_EXCEEDED
 */
export function guardCost(
  estimate: CostEstimator,
  maxCost: number,
  operation: CostedOperation,
  variables: Variables,
): number {
  const { cost, faults } = estimate(operation, variables);
  if (faults.length > 0) {
    const { message, extensions } = new BadUserInput(faults);
    throw new GraphQLError(message, { extensions: { ...extensions, ...STATUS } });
  }
  if (cost > maxCost) {
    throw new GraphQLError(`The operation costs ${cost}, more than the ${maxCost} allowed`, {
      extensions: { code: 'COST_EXCEEDED', ...STATUS },
    });
  }
  return cost;
}
