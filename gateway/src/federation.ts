import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ApolloGateway } from '@apollo/gateway';
import { StartError, type Identity, type Logger } from '@arena/subgraph-kit';
import type { Env } from './env.ts';
import { createDataSource } from './subgraphs/data-source.ts';
import type { openPools } from './subgraphs/pools.ts';

const supergraphFile = new URL('../../schema/supergraph.graphql', import.meta.url);

/** Reads the committed supergraph. */
export const readSupergraph = (): Promise<string> =>
  readFile(supergraphFile, 'utf8').catch(() => {
    throw new StartError(`${fileURLToPath(supergraphFile)} is missing: run "npm run schema:compose".`);
  });

export type FederationOptions = {
  supergraphSdl: string;
  env: Env;
  pools: ReturnType<typeof openPools>;
  sign: (identity: Identity, subgraph: string) => Promise<string>;
  logger: Logger;
};

/**
 * The federated graph: Apollo's planner over the committed supergraph, its fetches through our data sources.
 * @throws StartError when the supergraph names a subgraph that the environment gives no address for
 */
export function federation({ supergraphSdl, env, pools, sign, logger }: FederationOptions): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl,
    logger: logger.child({}, { level: 'warn' }),
    buildService: ({ name }) => {
      const pool = pools.get(name);
      if (!pool)
        throw new StartError(
          `The supergraph has a subgraph ${name}, but ${name.toUpperCase()}_URL is unknown.`,
        );
      return createDataSource({
        name,
        pool,
        sign,
        logger,
        timeoutMs: env.SUBGRAPH_TIMEOUT_MS,
        mutationTimeoutMs: env.SUBGRAPH_MUTATION_TIMEOUT_MS,
      });
    },
  });
}
