import {
  createIdentitySigner,
  metricsRoute,
  route,
  routeUpgrades,
  sendJson,
  serveMetrics,
  startHttpServer,
  stopOnce,
  traceRoutes,
  type Service,
} from '@arena/subgraph-kit';
import type { GatewayAdapters } from './adapters.ts';
import { accessTokenKeys } from './authentication/access-token-keys.ts';
import { createAuthenticator } from './authentication/access-token.ts';
import { identityKey } from './authentication/identity-key.ts';
import { openCache, type Cache } from './cache/open-cache.ts';
import { createEndpoint } from './endpoint.ts';
import type { Env } from './env.ts';
import { arenaGraph, type Graph } from './graph.ts';
import { allowedOrigins, createCors } from './http/cors.ts';
import { passThroughs } from './http/pass-throughs.ts';
import { readinessHandler } from './http/readiness.ts';
import { requestIdOf } from './http/request-id.ts';
import { requestMetrics } from './metrics/request-metrics.ts';
import { watchBus } from './metrics/watch-bus.ts';
import { watchRedis } from './metrics/watch-redis.ts';
import { startOperations } from './operations.ts';
import type { EndedSessions } from './sessions/ended-sessions.ts';
import { openEndedSessions } from './sessions/open-ended-sessions.ts';

export { parseEnv, type Env } from './env.ts';
export type { Graph } from './graph.ts';

/**
 * Wires and starts the gateway.
 * @param graph what to serve; Arena's own where none is given
 * @throws StartError when the port cannot be listened on, or the supergraph and the environment do not fit
 */
export async function start(env: Env, given: GatewayAdapters, graph?: Graph): Promise<Service> {
  const adapters = { ...given, bus: given.bus && watchBus(given.bus, given.metrics) };
  const endedSessions = await openEndedSessions(env, adapters);
  let cache: Awaited<ReturnType<typeof openCache>>;
  const close = async () => {
    await cache?.stop();
    await endedSessions.stop();
  };
  try {
    cache = await openCache(env, adapters);
    const { url, stop } = await serve(env, adapters, { endedSessions, cache, graph });
    const stopAll = async () => {
      await stop();
      await close();
    };
    return { url, stop: stopOnce(stopAll) };
  } catch (error) {
    await close();
    throw error;
  }
}

type Served = { endedSessions: EndedSessions; cache: Cache | undefined; graph: Graph | undefined };

async function serve(
  env: Env,
  adapters: GatewayAdapters,
  { endedSessions, cache, graph }: Served,
): Promise<Service> {
  const { logger, metrics, now } = adapters;
  const key = await identityKey(env.IDENTITY_PRIVATE_JWK, env.IDENTITY_PUBLISHED_JWKS?.keys);
  const authenticator = createAuthenticator({
    keys: accessTokenKeys(env.USERS_URL, now),
    issuer: env.ACCESS_TOKEN_ISSUER,
    audience: env.ACCESS_TOKEN_AUDIENCE,
    endedSessions,
    now,
  });
  const served = graph ?? (await arenaGraph(env));
  const requests = requestMetrics(metrics, served.operations ?? []);
  watchRedis(adapters.redis, metrics);
  const operations = await startOperations({
    env,
    adapters,
    graph: served,
    cache,
    requests: requests.plugin,
    sign: createIdentitySigner(key, () => now().getTime()),
  });

  const origins = allowedOrigins(env.CORS_ORIGINS, env.NODE_ENV === 'production');
  const applyCors = createCors(origins);
  const endpoint = createEndpoint({
    env,
    adapters,
    graph: served,
    operations,
    requests,
    authenticator,
    endedSessions,
    origins,
  });

  const passedThrough = passThroughs(served.subgraphUrls);

  const answer = route({
    ...traceRoutes(adapters.tracer, passedThrough.routes),
    ...metricsRoute(env, metrics),
    '/graphql': endpoint.handler,
    '/.well-known/identity-jwks.json': (_request, response) => sendJson(response, 200, key.jwks),
    '/health/live': (_request, response) => sendJson(response, 200, { status: 'ok' }),
    '/health/ready': readinessHandler({
      subgraphs: served.subgraphUrls,
      draining: () => http.draining(),
      version: env.ARENA_VERSION,
      deadlineMs: env.READY_DEADLINE_MS,
      now,
    }),
  });

  let shown: Awaited<ReturnType<typeof serveMetrics>>;
  const close = async () => {
    await shown?.stop();
    await operations.stop();
    await passedThrough.close();
  };
  const listen = async () => {
    shown = await serveMetrics(env, metrics, logger);
    return startHttpServer({
      host: env.HOST,
      port: env.PORT,
      drainGraceMs: env.DRAIN_GRACE_MS,
      drainTimeoutMs: env.DRAIN_TIMEOUT_MS,
      onError: (error) => logger.error({ err: error }, 'request failed'),
      onUpgrade: routeUpgrades({ '/graphql': endpoint.onUpgrade }),
      handler: (request, response) => {
        // kept on the request itself, so that the context and the answer's header tell the same id
        request.headers['x-request-id'] = requestIdOf(request);
        response.setHeader('x-request-id', request.headers['x-request-id']);
        if (applyCors(request, response)) return;
        return answer(request, response);
      },
    });
  };
  const http = await listen().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  logger.info({ url: http.url }, 'listening');

  return {
    url: http.url,
    stop: async () => {
      await http.leave();
      const stopped = http.stop();
      await endpoint.endStreams();
      await stopped;
      await close();
    },
  };
}
