import { Pool } from 'undici';

const CONNECTIONS_PER_SUBGRAPH = 64;

/** One pool of kept-alive connections per subgraph. */
export function openPools(urls: Record<string, string>) {
  const pools = new Map(
    Object.entries(urls).map(([name, url]) => [
      name,
      new Pool(new URL(url).origin, { connections: CONNECTIONS_PER_SUBGRAPH, connectTimeout: 1_000 }),
    ]),
  );
  return {
    get: (name: string): Pool | undefined => pools.get(name),
    close: async (): Promise<void> => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
