import assert from 'node:assert/strict';
import { generateKeyPair, exportJWK } from 'jose';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { GatewayOptions } from '../gateway/gateways/gateway-options.ts';
import { percentile } from '../gateway/load/percentile.ts';
import { startTokenIssuer } from '../gateway/run/token-issuer.ts';
import { createAnswerer } from './graph/answer.ts';
import { queryOf, type Operation } from './graph/operations.ts';
import { composeSupergraph } from './graph/subgraphs.ts';
import type { LoadOptions } from './processes/load.ts';

/** A supergraph, and the process that stands in for all its subgraphs. */
export type Graph = { subgraphs: number; supergraphSdl: string; urls: Record<string, string>; child: Child };

export type Gateway = { url: string; child: Child; startMs: number };

/** What a request takes: until it is answered, and of the gateway's processor time. */
export type Cost = { requests: number; cpuMs: number; p50Ms: number; p99Ms: number };

export type Load = Omit<LoadOptions, 'url' | 'accessTokens'>;

export type Stage = {
  startGraph: (subgraphs: number) => Promise<Graph>;
  /** Starts a gateway in front of a graph, in a process whose modules are loaded. */
  startGateway: (graph: Graph) => Promise<Gateway>;
  /** Puts load on a gateway. */
  load: (gateway: Gateway, load: Load) => Promise<Cost>;
  /**
   * Asks once, and looks whether the answer is right and took as many calls as it should.
   * @returns the bytes of the answer
   */
  check: (gateway: Gateway, graph: Graph, operation: Operation) => Promise<number>;
  stop: () => Promise<void>;
};

const CONNECTIONS = 4;
const SEED = 7;
/** Spares the processes around the gateway some garbage collection, so that they take less of the machine. */
const ROOMY = ['--max-semi-space-size=64'];

/** Nothing is kept, and people are counted in the gateway's memory. */
const NOT_USED: GatewayOptions['redis'] = { url: 'redis://127.0.0.1', prefix: 'arena_bench:' };

const fileOf = (name: string): URL => new URL(`processes/${name}.ts`, import.meta.url);

/** Starts what all gateways of the bench have in common. */
export async function setStage(): Promise<Stage> {
  const issuer = await startTokenIssuer();
  const accessTokens = await issuer.accessTokens(CONNECTIONS);
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const identityPrivateJwk = JSON.stringify(await exportJWK(privateKey));
  const generator = startChild(fileOf('load'), ROOMY);
  await generator.ask('start');

  async function startGraph(subgraphs: number): Promise<Graph> {
    const child = startChild(fileOf('subgraphs'), ROOMY);
    const urls = await child.ask<Record<string, string>>('start', subgraphs);
    return { subgraphs, urls, child, supergraphSdl: composeSupergraph(urls) };
  }

  async function startGateway({ supergraphSdl, urls }: Graph): Promise<Gateway> {
    const child = startChild(fileOf('gateway'), ['--expose-gc']);
    // answered once its modules are loaded
    await child.usage();
    const options: GatewayOptions = {
      supergraphSdl,
      subgraphUrls: urls,
      tokenIssuerUrl: issuer.url,
      identityPrivateJwk,
      redis: NOT_USED,
    };
    const startedAt = performance.now();
    const url = await child.ask<string>('start', options);
    return { url, child, startMs: performance.now() - startedAt };
  }

  async function load({ url, child }: Gateway, wanted: Load): Promise<Cost> {
    const before = await child.usage();
    const options: LoadOptions = { ...wanted, url, accessTokens };
    const latencies = await generator.ask<number[]>('load', options);
    const { cpuMicroseconds } = await child.usage();
    return {
      requests: latencies.length,
      cpuMs: (cpuMicroseconds - before.cpuMicroseconds) / 1_000 / latencies.length,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }

  async function check({ url }: Gateway, { subgraphs, child }: Graph, operation: Operation): Promise<number> {
    const query = queryOf(operation, 'Checked');
    const variables = { ...operation.variables, seed: SEED };
    const callsBefore = await child.ask<number>('count');
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessTokens[0]}` },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const calls = (await child.ask<number>('count')) - callsBefore;
    const expected = { data: createAnswerer(subgraphs)(query, variables) };
    assert.deepEqual(JSON.parse(text), expected, `${operation.name} is answered wrongly`);
    assert.equal(calls, operation.fetches, `${operation.name} takes another number of calls`);
    return text.length;
  }

  return { startGraph, startGateway, load, check, stop: () => issuer.stop() };
}
