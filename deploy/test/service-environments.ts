import { busVariables } from '@arena/events';
import { livePrefixVariable, parseEnvironment, urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';
import { parseEnv as parseGateway } from '../../gateway/src/env.ts';
import { parseEnv as parseNotifications } from '../../subgraphs/notifications/src/env.ts';
import { parseEnv as parsePayments } from '../../subgraphs/payments/src/env.ts';
import { parseEnv as parseStreams } from '../../subgraphs/streams/src/env.ts';
import { parseEnv as parseTickets } from '../../subgraphs/tickets/src/env.ts';
import { parseEnv as parseTournaments } from '../../subgraphs/tournaments/src/env.ts';
import { parseEnv as parseUsers } from '../../subgraphs/users/src/env.ts';
import type { Variables } from './environments.ts';

type Parse = (source: Variables) => object;

const redis = { REDIS_URL: urlVariable('redis', 'rediss'), LIVE_PREFIX: livePrefixVariable };

/** A service’s own environment, and what its main.ts reads besides. */
const withAdapters =
  (parseEnv: Parse, adapters: z.ZodRawShape): Parse =>
  (source) => ({ ...parseEnv(source), ...(parseEnvironment(z.object(adapters), source) as object) });

/** How each service reads its environment. */
export const PARSERS: Record<string, Parse> = {
  gateway: withAdapters(parseGateway, { ...busVariables, ...redis }),
  users: withAdapters(parseUsers, busVariables),
  tournaments: withAdapters(parseTournaments, { ...busVariables, ...redis }),
  tickets: withAdapters(parseTickets, { ...busVariables, ...redis }),
  payments: withAdapters(parsePayments, { ...busVariables, ...redis }),
  streams: withAdapters(parseStreams, { ...busVariables, ...redis }),
  notifications: withAdapters(parseNotifications, { ...busVariables, ...redis }),
};

/**
 * The variables of an environment that a service does not know.
 * @throws EnvError when the service would not start with it
 */
export function unknownTo(service: string, environment: Variables): string[] {
  const known = new Set(Object.keys(PARSERS[service]?.(environment) ?? {}));
  return Object.keys(environment).filter((name) => environment[name] !== '' && !known.has(name));
}
