import { identitySourceGiven, parseEnvironment, portVariable, subgraphVariables } from '@arena/subgraph-kit';
import { z } from 'zod';

const schema = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4004),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message);

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
