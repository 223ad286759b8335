import type { Logger } from '@arena/subgraph-kit';
import { Pool } from 'undici';
import { createCircuit, type Circuit } from './circuit.ts';
import type { Line } from './receive-text.ts';
import { Turnstile } from './turnstile.ts';

const CONNECTIONS_PER_SUBGRAPH = 64;
/** how many calls of a subgraph may wait for one of them */
const MAX_WAITING = 1_000;

/** What all calls of a subgraph share. */
export type Connection = Line & { circuit: Circuit };

/** Kept-alive connections to each subgraph. */
export function openConnections(
  urls: Record<string, string>,
  logger: Logger,
  onCircuit: (subgraph: string, isOpen: boolean) => void,
) {
  const pools = Object.entries(urls).map(([name, url]) => {
    const options = { connections: CONNECTIONS_PER_SUBGRAPH, connectTimeout: 1_000 };
    return [name, new Pool(new URL(url).origin, options)] as const;
  });
  const connections = new Map(
    pools.map(([name, dispatcher]): [string, Connection] => [
      name,
      {
        dispatcher,
        turnstile: new Turnstile(CONNECTIONS_PER_SUBGRAPH, MAX_WAITING),
        circuit: createCircuit(name, logger, (isOpen) => onCircuit(name, isOpen)),
      },
    ]),
  );
  return {
    get: (name: string): Connection | undefined => connections.get(name),
    close: async (): Promise<void> => {
      await Promise.all(pools.map(([, pool]) => pool.close()));
    },
  };
}
