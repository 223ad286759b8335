import { batchLoader, type Caller, type SubgraphContext } from '@arena/subgraph-kit';
import type DataLoader from 'dataloader';
import type { App } from './app.ts';
import type { SessionRow, UserRow } from './db/schema.ts';
import { findLiveSessions } from './db/session-store.ts';
import { findUsers, findUsersByUsername } from './db/user-store.ts';
import { findOwnAccount, type OwnAccount } from './domain/own-account.ts';

export type Context = SubgraphContext & { app: App; loaders: Loaders };

/** One batch per type and level of the request, each a single statement. */
type Loaders = {
  userById: DataLoader<string, UserRow | null>;
  userByUsername: DataLoader<string, UserRow | null>;
  liveSessionsByUser: DataLoader<string, SessionRow[]>;
  /** the caller's account, however often the request refers to it */
  ownAccount: () => Promise<OwnAccount | null>;
};

/** Makes the context of one request. */
export function createContext(app: App, caller: Caller): Context {
  let ownAccount: Promise<OwnAccount | null> | undefined;
  return {
    app,
    caller,
    requestId: caller.requestId,
    loaders: {
      userById: batchLoader((ids) => findUsers(app.db, ids)),
      userByUsername: batchLoader((names) => findUsersByUsername(app.db, names)),
      liveSessionsByUser: batchLoader((ids) => findLiveSessions(app.db, ids, app.now())),
      ownAccount: () => (ownAccount ??= findOwnAccount(app, caller)),
    },
  };
}
