import type { EventBus } from '@arena/events';
import type { Logger, Tracer } from '@arena/subgraph-kit';
import { graphqlClient, running, testAdapters, type Ask } from '@arena/testing';
import type { Redis } from 'ioredis';
import { parseEnv, start } from '../src/index.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../src/subgraphs/variables.ts';
import { fakeSubgraph, type FakeSubgraph } from './fake-subgraph.ts';

export type StartedGateway = {
  url: string;
  ask: Ask;
  adapters: ReturnType<typeof testAdapters>;
  stop: () => Promise<void>;
} & Record<SubgraphName, FakeSubgraph> &
  AsyncDisposable;

/** A gateway in front of stand-in subgraphs; it counts nobody unless RATE_LIMITS says so. */
export async function startedGateway(
  options: {
    jwks?: unknown;
    env?: Record<string, string>;
    redis?: Redis;
    bus?: Pick<EventBus, 'consume'>;
    logger?: Logger;
    tracer?: Tracer;
  } = {},
): Promise<StartedGateway> {
  const subgraphs = {} as Record<SubgraphName, FakeSubgraph>;
  for (const name of SUBGRAPH_NAMES) {
    subgraphs[name] = await fakeSubgraph(name === 'users' ? options.jwks : undefined);
  }
  const urls = SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, subgraphs[name].url]);
  const adapters = testAdapters();
  const env = parseEnv({
    PORT: '0',
    RATE_LIMITS: options.env?.['NODE_ENV'] === 'production' ? 'on' : 'off',
    ...Object.fromEntries(urls),
    ...options.env,
  });
  const { redis, bus, tracer, logger = adapters.logger } = options;
  const gateway = running('gateway', await start(env, { ...adapters, logger, redis, bus, tracer }));
  return {
    url: gateway.url,
    ask: graphqlClient(gateway.url),
    ...subgraphs,
    adapters,
    stop: gateway.stop,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph[Symbol.asyncDispose]()));
    },
  };
}
