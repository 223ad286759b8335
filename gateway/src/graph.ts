import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from '@arena/subgraph-kit';
import { subgraphUrls, type Env } from './env.ts';

/** What a gateway serves: a supergraph, and where each of its subgraphs listens. */
export type Graph = { supergraphSdl: string; subgraphUrls: Record<string, string> };

const supergraphFile = new URL('../../schema/supergraph.graphql', import.meta.url);

/**
 * Arena's own graph: the committed supergraph at the addresses of the environment.
 * @throws StartError when it has not been composed
 */
export async function arenaGraph(env: Env): Promise<Graph> {
  const supergraphSdl = await readFile(supergraphFile, 'utf8').catch(() => {
    throw new StartError(`${fileURLToPath(supergraphFile)} is missing: run "npm run schema:compose".`);
  });
  return { supergraphSdl, subgraphUrls: subgraphUrls(env) };
}
