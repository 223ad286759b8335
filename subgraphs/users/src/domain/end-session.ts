import { NotFound, parseId, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { requireLiveSession } from './require-live-session.ts';
import { endOneSession } from './session-ends.ts';

/**
 * Ends one of the caller's sessions.
 * @throws Unauthenticated
 * @throws NotFound when it is not the caller's or has ended
 */
export async function endSession(app: App, caller: Caller, id: string): Promise<true> {
  const { account } = await requireLiveSession(app, caller);
  const session = { id: parseId(id, 'id'), userId: account.id };
  const ending = { reason: 'ENDED_BY_OWNER', at: app.now(), headers: caller } as const;
  if (!(await app.transact((tx) => endOneSession(tx, session, ending)))) throw new NotFound('Session');
  return true;
}
