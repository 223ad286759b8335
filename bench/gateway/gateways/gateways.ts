export type Gateway = { name: string; title: string; entry: URL; packages: string[] };

const gateway = (name: string, title: string, file: string, packages: string[]): Gateway => ({
  name,
  title,
  entry: new URL(file, import.meta.url),
  packages,
});

/** The gateways that are compared; the first one's answers are what the others' are held against. */
export const GATEWAYS: readonly Gateway[] = [
  gateway('stock', '@apollo/gateway', 'stock.mjs', ['@apollo/gateway', '@apollo/server', 'graphql']),
  gateway('hive', '@graphql-hive/gateway', 'hive.mjs', ['@graphql-hive/gateway', '@graphql-mesh/plugin-jit']),
  gateway('hive-router', '@graphql-hive/gateway with @graphql-hive/router-runtime', 'hive-router.mjs', [
    '@graphql-hive/gateway',
    '@graphql-hive/router-runtime',
  ]),
  gateway('arena', 'Arena’s gateway', 'arena.ts', []),
  gateway('arena-cached', 'Arena’s gateway, caches on', 'arena-cached.ts', []),
];
