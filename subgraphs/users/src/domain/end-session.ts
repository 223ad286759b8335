import { NotFound, parseId, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { endSessionById } from '../db/session-store.ts';
import { requireLiveSession } from './require-live-session.ts';

/**
 * Ends one of the caller's sessions.
 * @throws Unauthenticated
 * @throws NotFound when it is not the caller's or has ended
 */
export async function endSession(app: App, caller: Caller, id: string): Promise<true> {
  const { account } = await requireLiveSession(app, caller);
  const session = { id: parseId(id, 'id'), userId: account.id };
  if (!(await endSessionById(app.db, session, 'ENDED_BY_OWNER', app.now()))) throw new NotFound('Session');
  return true;
}
