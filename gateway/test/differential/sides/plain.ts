import { execute } from 'graphql';
import type { TestedSupergraph } from '../supergraphs.ts';
import type { Thing, World } from '../world/world.ts';
import type { Planned } from './planned.ts';

/**
 * What graphql-js makes of the merged data, without any federation.
 * @returns undefined where a variable makes an argument fail, which a gateway answers in its own way
 */
export async function runPlain(
  { apiSchema: schema }: TestedSupergraph,
  { operation: { document, operationName, variables: variableValues } }: Planned,
  world: World,
): Promise<unknown> {
  const { data, errors } = await execute({
    schema,
    document,
    operationName,
    variableValues,
    fieldResolver: (source: Thing | undefined, args: Record<string, unknown>, _, { fieldName, parentType }) =>
      world.read(source ?? world.root(parentType.name), fieldName, args),
  });
  if (errors) throw new AggregateError(errors, 'The world has no plain answer');
  return JSON.parse(JSON.stringify(data));
}
