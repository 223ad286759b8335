import type { Mode, Operation } from '../load/operations.ts';

export type Gateway = {
  name: string;
  title: string;
  entry: URL;
  packages: string[];
  /** what it can answer, where that is not everything */
  operations?: readonly string[];
  /** how it is asked, where more would tell nothing new */
  modes?: readonly Mode[];
};

const gateway = (
  name: string,
  title: string,
  file: string,
  more: Partial<Gateway> & Pick<Gateway, 'packages'>,
): Gateway => ({
  name,
  title,
  entry: new URL(file, import.meta.url),
  ...more,
});

/** Who keeps no answers does not tell requests that are unlike from those that vary. */
const KEEPS_NOTHING = { modes: ['identical', 'varied'] } as const;

/** The gateways that are compared; the first one's answers are what the others' are held against. */
export const GATEWAYS: readonly Gateway[] = [
  gateway('stock', '@apollo/gateway', 'stock.mjs', {
    packages: ['@apollo/gateway', '@apollo/server', 'graphql'],
    ...KEEPS_NOTHING,
  }),
  gateway('hive', '@graphql-hive/gateway', 'hive.mjs', {
    packages: ['@graphql-hive/gateway', '@graphql-mesh/plugin-jit'],
    ...KEEPS_NOTHING,
  }),
  gateway('hive-router', '@graphql-hive/gateway with @graphql-hive/router-runtime', 'hive-router.mjs', {
    packages: ['@graphql-hive/gateway', '@graphql-hive/router-runtime'],
    ...KEEPS_NOTHING,
  }),
  gateway('arena', 'Arena’s gateway', 'arena.ts', { packages: [] }),
  gateway('arena-cached', 'Arena’s gateway, caches on', 'arena-cached.ts', { packages: [] }),
  gateway('proxy', 'a plain reverse proxy on undici', 'proxy.mjs', {
    packages: ['undici'],
    operations: ['small'],
    ...KEEPS_NOTHING,
  }),
];

/** Whether a gateway is to be asked for an operation, and in a mode. */
export const isAsked = ({ operations, modes }: Gateway, { name }: Operation, mode?: Mode): boolean =>
  (operations?.includes(name) ?? true) && (mode === undefined || (modes?.includes(mode) ?? true));
