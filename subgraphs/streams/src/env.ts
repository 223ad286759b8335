import {
  countVariable,
  identitySourceGiven,
  millisecondsVariable,
  parseEnvironment,
  portVariable,
  subgraphVariables,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import { presenceVariables } from './presence/presence-times.ts';

const intervalVariable = millisecondsVariable.min(1, 'must be at least 1');

const schema = z
  .object({
    ...subgraphVariables,
    ...presenceVariables,
    PORT: portVariable.default(4005),
    /** how many people without a ticket may be at a match that is free to watch */
    FREE_VIEWER_LIMIT: countVariable.default(100),
    /** how often it is looked for those who have lapsed */
    PRESENCE_SWEEP_MS: intervalVariable.default(1_000),
    /** how long to wait until another count of a match is told */
    COUNT_INTERVAL_MS: intervalVariable.default(500),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message);

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
