import type { EventBus } from '@arena/events';
import type { Logger } from '@arena/subgraph-kit';
import { graphqlClient, running, testAdapters, type Ask } from '@arena/testing';
import type { Redis } from 'ioredis';
import { parseEnv, start } from '../src/index.ts';
import { fakeSubgraph, type FakeSubgraph } from './fake-subgraph.ts';

export type StartedGateway = {
  url: string;
  ask: Ask;
  users: FakeSubgraph;
  tournaments: FakeSubgraph;
  tickets: FakeSubgraph;
  payments: FakeSubgraph;
  adapters: ReturnType<typeof testAdapters>;
  stop: () => Promise<void>;
} & AsyncDisposable;

/** A gateway in front of stand-in subgraphs; it counts nobody unless RATE_LIMITS says so. */
export async function startedGateway(
  options: {
    jwks?: unknown;
    env?: Record<string, string>;
    redis?: Redis;
    bus?: Pick<EventBus, 'consume'>;
    logger?: Logger;
  } = {},
): Promise<StartedGateway> {
  const users = await fakeSubgraph(options.jwks);
  const tournaments = await fakeSubgraph();
  const tickets = await fakeSubgraph();
  const payments = await fakeSubgraph();
  const adapters = testAdapters();
  const env = parseEnv({
    PORT: '0',
    RATE_LIMITS: options.env?.['NODE_ENV'] === 'production' ? 'on' : 'off',
    USERS_URL: users.url,
    TOURNAMENTS_URL: tournaments.url,
    TICKETS_URL: tickets.url,
    PAYMENTS_URL: payments.url,
    ...options.env,
  });
  const { redis, bus, logger = adapters.logger } = options;
  const gateway = running('gateway', await start(env, { ...adapters, logger, redis, bus }));
  return {
    url: gateway.url,
    ask: graphqlClient(gateway.url),
    users,
    tournaments,
    tickets,
    payments,
    adapters,
    stop: gateway.stop,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      const subgraphs = [users, tournaments, tickets, payments];
      await Promise.all(subgraphs.map((subgraph) => subgraph[Symbol.asyncDispose]()));
    },
  };
}
