import { millisecondsVariable, urlVariable } from '@arena/subgraph-kit';
import type { Timeouts } from './transport.ts';

/** The subgraphs by their names in the supergraph. */
export const SUBGRAPH_NAMES = [
  'users',
  'tournaments',
  'tickets',
  'payments',
  'streams',
  'notifications',
] as const;

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
type Prefix = Uppercase<SubgraphName>;
const prefixOf = (name: string) => name.toUpperCase() as Prefix;

const variables = <Suffix extends string, Variable>(suffix: Suffix, variable: Variable) =>
  Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${prefixOf(name)}_${suffix}`, variable])) as Record<
    `${Prefix}_${Suffix}`,
    Variable
  >;

/** What the environment says of each subgraph: where it listens, and how long it may take if that is not as usual. */
export const variablesOfSubgraphs = {
  ...variables('URL', urlVariable('http', 'https')),
  ...variables('TIMEOUT_MS', millisecondsVariable.optional()),
  ...variables('MUTATION_TIMEOUT_MS', millisecondsVariable.optional()),
  // an order asks other domains and the payment provider, each of which has its own time
  PAYMENTS_MUTATION_TIMEOUT_MS: millisecondsVariable.default(10_000),
  SUBGRAPH_TIMEOUT_MS: millisecondsVariable.default(2_000),
  SUBGRAPH_MUTATION_TIMEOUT_MS: millisecondsVariable.default(5_000),
};

type Settings = Record<`${Prefix}_URL`, string> &
  Partial<Record<`${Prefix}_TIMEOUT_MS` | `${Prefix}_MUTATION_TIMEOUT_MS`, number | undefined>> &
  Record<'SUBGRAPH_TIMEOUT_MS' | 'SUBGRAPH_MUTATION_TIMEOUT_MS', number>;

/** Where each subgraph listens, by its name in the supergraph. */
export const subgraphUrls = (env: Settings): Record<string, string> =>
  Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, env[`${prefixOf(name)}_URL`]]));

/** How long each subgraph may take, by its name in the supergraph. */
export function subgraphTimeouts(env: Settings): (subgraph: string) => Timeouts {
  const usual = { query: env.SUBGRAPH_TIMEOUT_MS, mutation: env.SUBGRAPH_MUTATION_TIMEOUT_MS };
  const timeouts = new Map<string, Timeouts>(
    SUBGRAPH_NAMES.map((name) => [
      name,
      {
        query: env[`${prefixOf(name)}_TIMEOUT_MS`] ?? usual.query,
        mutation: env[`${prefixOf(name)}_MUTATION_TIMEOUT_MS`] ?? usual.mutation,
      },
    ]),
  );
  return (subgraph) => timeouts.get(subgraph) ?? usual;
}
