import { randomBytes } from 'node:crypto';
import { findRedis } from '../../../dev/services/redis.ts';
import { deleteKeys } from '../../live/borrowed-servers.ts';
import { exportJWK, generateKeyPair } from 'jose';
import { startChild, type Child, type Usage } from '../child/child.ts';
import type { GatewayOptions } from '../gateways/gateway-options.ts';
import type { Gateway } from '../gateways/gateways.ts';
import type { Asked, LoadOptions } from '../load/load.ts';
import type { Load, Operation } from '../load/operations.ts';
import { composeSupergraph } from '../subgraphs/compose.ts';
import { startTokenIssuer } from './token-issuer.ts';

export type StartedGateway = { gateway: Gateway; url: string; child: Child };

/** One stretch of load on one gateway. Processor time is of the whole process, all its threads. */
export type Measured = {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number;
  rssMb: number;
  fetchesPerRequest: number;
  subgraphsCpuMsPerRequest: number;
};

export type Stage = {
  gateways: StartedGateway[];
  accessTokens: string[];
  load: (on: StartedGateway, operation: Operation, load: Load, seconds: number) => Promise<Measured>;
  stop: () => Promise<void>;
};

/** Spares the processes around the gateways some garbage collection, so that they take less of the machine. */
const ROOMY = ['--max-semi-space-size=64'];

const file = (path: string): URL => new URL(`../${path}`, import.meta.url);

const cpuMs = (before: Usage, after: Usage): number =>
  (after.cpuMicroseconds - before.cpuMicroseconds) / 1000;

/** Starts the subgraphs, the load generator and the gateways, each a process of its own. */
export async function setStage(wanted: Gateway[], loads: readonly Load[]): Promise<Stage> {
  const server = await findRedis(process.env['REDIS_URL']);
  if ('missing' in server) throw new Error(server.missing);
  const redis = { url: server.url, prefix: `arena_bench_${randomBytes(4).toString('hex')}:` };
  const issuer = await startTokenIssuer();
  const accessTokens = await issuer.accessTokens(Math.max(...loads.map(({ connections }) => connections)));
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const subgraphs = startChild(file('subgraphs/main.ts'), ROOMY);
  const generator = startChild(file('load/load.ts'), ROOMY);
  const subgraphUrls = await subgraphs.ask<Record<string, string>>('start');
  await generator.ask('start');
  const options: GatewayOptions = {
    supergraphSdl: composeSupergraph(subgraphUrls),
    subgraphUrls,
    tokenIssuerUrl: issuer.url,
    identityPrivateJwk: JSON.stringify(await exportJWK(privateKey)),
    redis,
  };
  const gateways: StartedGateway[] = [];
  for (const gateway of wanted) {
    const child = startChild(gateway.entry);
    gateways.push({ gateway, child, url: await child.ask<string>('start', options) });
  }

  return {
    gateways,
    accessTokens,
    stop: async () => {
      await issuer.stop();
      await deleteKeys(redis.url, redis.prefix);
      await server.stop();
    },
    load: async ({ child, url }, operation, { mode, connections }, seconds) => {
      const job: LoadOptions = {
        url,
        operation: operation.name,
        mode,
        milliseconds: seconds * 1000,
        accessTokens: accessTokens.slice(0, connections),
      };
      const usage = await child.usage();
      const subgraphsUsage = await subgraphs.usage();
      const fetches = await subgraphs.ask<number>('count');
      const asked = await generator.ask<Asked>('load', job);
      const usageAfter = await child.usage();
      const subgraphsUsageAfter = await subgraphs.usage();
      const fetchesAfter = await subgraphs.ask<number>('count');
      return {
        requestsPerSecond: asked.requests / asked.seconds,
        p50Ms: asked.p50Ms,
        p99Ms: asked.p99Ms,
        cpuMsPerRequest: cpuMs(usage, usageAfter) / asked.requests,
        rssMb: usageAfter.rssBytes / 2 ** 20,
        fetchesPerRequest: (fetchesAfter - fetches) / asked.requests,
        subgraphsCpuMsPerRequest: cpuMs(subgraphsUsage, subgraphsUsageAfter) / asked.requests,
      };
    },
  };
}
