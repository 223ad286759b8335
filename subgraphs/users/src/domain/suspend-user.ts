import { appendEvents } from '@arena/events';
import {
  Conflict,
  Forbidden,
  idSchema,
  NotFound,
  parseArguments,
  PLATFORM_ADMIN,
  requireScope,
  textSchema,
  type Caller,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { lockAccount, suspendAccount } from '../db/account-store.ts';
import type { UserRow } from '../db/schema.ts';
import { requireLiveSession } from './require-live-session.ts';
import { endAllSessions } from './session-ends.ts';

const argumentsSchema = z.object({ userId: idSchema, reason: textSchema(1, 500) });

/**
 * Bars a person from signing in and ends all their sessions.
 * @throws Unauthenticated
 * @throws Forbidden to all but platform administrators, and SELF for oneself
 * @throws BadUserInput
 * @throws NotFound
 * @throws Conflict INVALID_STATE when the account is not active
 */
export async function suspendUser(
  app: App,
  caller: Caller,
  values: z.input<typeof argumentsSchema>,
): Promise<UserRow> {
  const admin = requireScope(caller, PLATFORM_ADMIN);
  await requireLiveSession(app, caller);
  const { userId, reason } = parseArguments(argumentsSchema, values);
  if (userId === admin.userId) throw new Forbidden('You cannot suspend yourself', 'SELF');
  return app.transact(async (tx) => {
    if (!(await lockAccount(tx, userId))) throw new NotFound('User');
    const now = app.now();
    const suspended = await suspendAccount(tx, userId, { by: admin.userId, at: now, reason });
    if (!suspended) throw new Conflict('INVALID_STATE', 'Only an active account can be suspended');
    await appendEvents(tx, [{ name: 'users.suspended', payload: { userId } }], caller);
    await endAllSessions(tx, userId, { reason: 'SUSPENDED', at: now, headers: caller });
    return suspended;
  });
}
