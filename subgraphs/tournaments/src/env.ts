import { identitySourceGiven, parseEnvironment, portVariable, subgraphVariables } from '@arena/subgraph-kit';
import { z } from 'zod';

/** Whether this is the name of a time zone; an offset from UTC is none, and PostgreSQL reads its sign the other way. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[a-z]/i.test(name);
  } catch {
    return false;
  }
}

const schema = z
  .object({
    ...subgraphVariables,
    PORT: portVariable.default(4002),
    ARENA_TIME_ZONE: z
      .string()
      .refine(isTimeZone, 'must be the name of a time zone, as America/Bogota')
      .default('America/Bogota'),
    TIMED_WORK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  })
  .refine(identitySourceGiven.check, identitySourceGiven.message);

export type Env = Readonly<z.output<typeof schema>>;

/** @throws EnvError listing every fault */
export const parseEnv = (source: Record<string, string | undefined>): Env => parseEnvironment(schema, source);
