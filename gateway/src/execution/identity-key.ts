import type { Identity } from '@arena/subgraph-kit';

/** The same for callers to whom a subgraph answers the same. */
export const identityKey = ({ userId, sessionId, scopes }: Identity): string =>
  userId === null && sessionId === null ? '' : JSON.stringify([userId, sessionId, ...scopes]);
