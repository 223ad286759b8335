import {
  identitySourceGiven,
  parseEnvironment,
  portVariable,
  subgraphVariables,
  timeZoneVariable,
} from '@arena/subgraph-kit';
import { z } from 'zod';

const schema = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4002),
    ARENA_TIME_ZONE: timeZoneVariable,
    TIMED_WORK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message);

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
