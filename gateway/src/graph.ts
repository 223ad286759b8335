import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from '@arena/subgraph-kit';
import type { Env } from './env.ts';
import { readManifest } from './persisted-documents/read-manifest.ts';
import { subgraphUrls } from './subgraphs/variables.ts';

/** What a gateway serves. */
export type Graph = {
  supergraphSdl: string;
  /** the file that the supergraph is from, and the next will be */
  file?: string;
  /** where each subgraph of the supergraph listens */
  subgraphUrls: Record<string, string>;
  /** documents that clients are known to send */
  operations?: readonly string[];
};

const committedSupergraph = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
const operationsManifest = new URL('../../schema/operations.json', import.meta.url);

/**
 * Arena's own graph: the supergraph of the file at the addresses of the environment.
 * @throws StartError when the file, or the manifest of the clients' documents, cannot be read
 */
export async function arenaGraph(env: Env): Promise<Graph> {
  const file = env.SUPERGRAPH_FILE ?? committedSupergraph;
  const supergraphSdl = await readFile(file, 'utf8').catch((error: unknown) => {
    const remedy = env.SUPERGRAPH_FILE ? 'Correct SUPERGRAPH_FILE' : 'Run "npm run schema:compose"';
    throw new StartError(`The supergraph cannot be read: ${(error as Error).message}. ${remedy}.`);
  });
  const operations = await readManifest(operationsManifest);
  return { supergraphSdl, file, subgraphUrls: subgraphUrls(env), operations };
}
