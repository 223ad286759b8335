import type { Caller, SubgraphContext } from '@arena/subgraph-kit';
import type { App } from './app.ts';
import { createLoaders, type Loaders } from './loaders.ts';

export type Context = SubgraphContext & { app: App; loaders: Loaders };

/** Makes the context of one request. */
export const createContext = (app: App, caller: Caller): Context => ({
  app,
  caller,
  requestId: caller.requestId,
  loaders: createLoaders(app, caller),
});
