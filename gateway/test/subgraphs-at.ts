import { SUBGRAPH_NAMES } from '../src/subgraphs/variables.ts';

/** The variables that say where the subgraphs are, all at one address. */
export const subgraphsAt = (url: string): Record<string, string> =>
  Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, url]));
