import type { Handler } from '@arena/subgraph-kit';
import { createPassThrough } from './pass-through.ts';

/** The paths that are no GraphQL, by the subgraph that serves them. */
const PATHS: Record<string, readonly string[]> = {
  payments: ['/webhooks/stripe', '/pay/checkout'],
  notifications: ['/mail/unsubscribe'],
};

/** Hands what is no GraphQL on to the subgraphs that there are. */
export function passThroughs(subgraphUrls: Readonly<Record<string, string>>): {
  routes: Record<string, Handler>;
  close: () => Promise<void>;
} {
  const passing = Object.entries(PATHS).flatMap(([subgraph, paths]) => {
    const url = subgraphUrls[subgraph];
    return url === undefined ? [] : [{ paths, ...createPassThrough(url) }];
  });
  return {
    routes: Object.fromEntries(passing.flatMap(({ paths, handler }) => paths.map((path) => [path, handler]))),
    close: async () => {
      await Promise.all(passing.map(({ close }) => close()));
    },
  };
}
