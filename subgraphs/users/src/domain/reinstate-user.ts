import { Conflict, NotFound, parseId, PLATFORM_ADMIN, requireScope, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAccount, reinstateAccount } from '../db/account-store.ts';
import { voidRequestsOf } from '../db/mail-request-store.ts';
import type { UserRow } from '../db/schema.ts';
import { requireLiveSession } from './require-live-session.ts';

/**
 * Lifts a person's suspension; the sessions it ended stay ended, and tokens mailed before it to set a password
 * are void.
 * @throws Unauthenticated
 * @throws Forbidden to all but platform administrators
 * @throws BadUserInput
 * @throws NotFound
 * @throws Conflict INVALID_STATE when the account is not suspended
 */
export async function reinstateUser(app: App, caller: Caller, userId: string): Promise<UserRow> {
  requireScope(caller, PLATFORM_ADMIN);
  await requireLiveSession(app, caller);
  const id = parseId(userId, 'userId');
  return app.db.transaction(async (tx) => {
    if (!(await lockAccount(tx, id))) throw new NotFound('User');
    const reinstated = await reinstateAccount(tx, id);
    if (!reinstated) throw new Conflict('INVALID_STATE', 'Only a suspended account can be reinstated');
    // not before: whoever uses one meanwhile is told that the account is suspended
    await voidRequestsOf(tx, id, 'PASSWORD_RESET', app.now());
    return reinstated;
  });
}
