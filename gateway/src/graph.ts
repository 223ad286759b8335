import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from '@arena/subgraph-kit';
import type { Env } from './env.ts';
import { subgraphUrls } from './subgraphs/variables.ts';

/** What a gateway serves. */
export type Graph = {
  supergraphSdl: string;
  /** where each subgraph of the supergraph listens */
  subgraphUrls: Record<string, string>;
  /** documents that clients are known to send */
  operations?: readonly string[];
};

const supergraphFile = new URL('../../schema/supergraph.graphql', import.meta.url);
const operationsDirectory = new URL('../../schema/operations/', import.meta.url);

async function readOperations(): Promise<string[]> {
  const names = await readdir(operationsDirectory);
  return Promise.all(names.map((name) => readFile(new URL(name, operationsDirectory), 'utf8')));
}

/**
 * Arena's own graph: the committed supergraph at the addresses of the environment.
 * @throws StartError when it has not been composed
 */
export async function arenaGraph(env: Env): Promise<Graph> {
  const supergraphSdl = await readFile(supergraphFile, 'utf8').catch(() => {
    throw new StartError(`${fileURLToPath(supergraphFile)} is missing: run "npm run schema:compose".`);
  });
  return { supergraphSdl, subgraphUrls: subgraphUrls(env), operations: await readOperations() };
}
