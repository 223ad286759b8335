import { newId, type SignedIn } from '@arena/subgraph-kit';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { suspendAccount } from '../src/db/account-store.ts';
import { users } from '../src/db/schema.ts';
import { logIn } from '../src/domain/log-in.ts';
import { findOwnAccount } from '../src/domain/own-account.ts';
import { refreshSession } from '../src/domain/refresh-session.ts';
import { reinstateUser } from '../src/domain/reinstate-user.ts';
import { suspendUser } from '../src/domain/suspend-user.ts';
import {
  administrator,
  anonymous,
  callerOf,
  openApp,
  PASSWORD,
  refusal,
  registered,
  type OpenApp,
} from './started-users.ts';

let opened: OpenApp;
let admin: SignedIn;
beforeAll(async () => {
  opened = await openApp();
  admin = await administrator(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const suspend = (userId: string, caller = admin, reason = 'cheating') =>
  suspendUser(opened.app, caller, { userId, reason });
const reinstate = (userId: string, caller = admin) => reinstateUser(opened.app, caller, userId);

test('suspending ends all of a person’s sessions and says who did it, when and why', async () => {
  const session = await registered(opened.app, 'cheater');
  const suspended = await suspend(session.account.id);
  expect(suspended.username).toBe('cheater');
  expect(await findOwnAccount(opened.app, callerOf(session))).toBeNull();
  expect((await refusal(refreshSession(opened.app, anonymous(), session.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );

  const [row] = await opened.app.db.select().from(users).where(eq(users.id, session.account.id));
  expect(row).toMatchObject({ status: 'SUSPENDED', suspendedBy: admin.userId, suspendedReason: 'cheating' });
});

test('reinstating opens the account again, not the sessions that were ended', async () => {
  const session = await registered(opened.app, 'second_chance');
  await suspend(session.account.id);
  await reinstate(session.account.id);
  expect((await refusal(refreshSession(opened.app, anonymous(), session.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );
  const fresh = await logIn(opened.app, anonymous(), { login: 'second_chance', password: PASSWORD });
  expect(fresh.account.status).toBe('ACTIVE');
});

test('only an active account is suspended, only a suspended one reinstated', async () => {
  const { account } = await registered(opened.app, 'switched');
  const invalid = { code: 'CONFLICT', reason: 'INVALID_STATE' };
  expect(await refusal(reinstate(account.id))).toMatchObject(invalid);
  await suspend(account.id);
  expect(await refusal(suspend(account.id))).toMatchObject(invalid);
});

test('nobody suspends themselves', async () => {
  expect(await refusal(suspend(admin.userId.toUpperCase()))).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'SELF',
  });
});

test('only platform administrators suspend and reinstate', async () => {
  const member = callerOf(await registered(opened.app, 'member'));
  const { account } = await registered(opened.app, 'target');
  expect((await refusal(suspend(account.id, member))).code).toBe('FORBIDDEN');
  expect((await refusal(reinstate(account.id, member))).code).toBe('FORBIDDEN');
});

test('an administrator suspended by another has lost the power at once', async () => {
  const rogue = await administrator(opened, 'rogue');
  await suspend(rogue.userId);
  expect((await refusal(reinstate(rogue.userId, rogue))).code).toBe('UNAUTHENTICATED');
});

test('bad arguments are all named, an absent person is NOT_FOUND', async () => {
  expect(await refusal(suspend('no id', admin, ' '))).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: ['userId', 'reason'],
  });
  expect((await refusal(suspend(newId(), admin, 'x'.repeat(501)))).fields).toEqual(['reason']);
  expect((await refusal(reinstate('no id'))).fields).toEqual(['userId']);
  expect((await refusal(suspend(newId()))).code).toBe('NOT_FOUND');
  expect((await refusal(reinstate(newId()))).code).toBe('NOT_FOUND');
});

test('a login under way while its account is suspended opens no session', async () => {
  const { app } = opened;
  const { account } = await registered(app, 'racing');
  const suspension = { by: admin.userId, at: app.now(), reason: 'cheating' };
  const login = await app.db.transaction(async (tx) => {
    await suspendAccount(tx, account.id, suspension);
    const refused = refusal(logIn(app, anonymous(), { login: 'racing', password: PASSWORD }));
    // it has found the account active, and queues for it; asked outside, where each look is a fresh one
    const isQueued = async () =>
      (
        await app.db.execute(
          sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).length > 0;
    await Promise.race([refused, vi.waitUntil(isQueued, { timeout: 10_000 })]);
    return { refused };
  });
  expect(await login.refused).toMatchObject({ code: 'FORBIDDEN', reason: 'SUSPENDED' });
});

test('an account given up is as good as none', async () => {
  const { app } = opened;
  const session = await registered(app, 'departed');
  await app.db.update(users).set({ status: 'DELETED' }).where(eq(users.id, session.account.id));
  expect(await findOwnAccount(app, callerOf(session))).toBeNull();
  expect((await refusal(refreshSession(app, anonymous(), session.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );
  const unknown = await refusal(logIn(app, anonymous(), { login: 'nobody', password: PASSWORD }));
  expect(await refusal(logIn(app, anonymous(), { login: 'departed', password: PASSWORD }))).toEqual(unknown);
});
