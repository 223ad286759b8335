import type { Caller, SubgraphContext } from '@arena/subgraph-kit';
import DataLoader from 'dataloader';
import type { App } from './app.ts';
import type { UserRow } from './db/schema.ts';
import { findUsers } from './db/user-store.ts';

export type Context = SubgraphContext & { app: App; loaders: Loaders };

/** One batch per type and level of the request, each a single statement. */
type Loaders = { userById: DataLoader<string, UserRow | null> };

/** Makes the context of one request. */
export function createContext(app: App, caller: Caller): Context {
  return {
    app,
    caller,
    requestId: caller.requestId,
    loaders: { userById: new DataLoader((ids) => findUsers(app.db, ids)) },
  };
}
