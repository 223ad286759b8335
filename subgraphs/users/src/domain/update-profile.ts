import { appendEvents } from '@arena/events';
import { parseInput, Unauthenticated, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { changeProfile, lockAccount } from '../db/account-store.ts';
import type { UserRow } from '../db/schema.ts';
import { avatarUrlSchema, displayNameSchema, localeSchema } from './account-fields.ts';
import { searchTextOf } from './folding.ts';
import { requireLiveSession } from './require-live-session.ts';

const inputSchema = z.object({
  displayName: displayNameSchema.optional(),
  avatarUrl: avatarUrlSchema.nullish(),
  locale: localeSchema.optional(),
});

const CHANGEABLE = ['displayName', 'avatarUrl', 'locale'] as const;

/**
 * Changes the caller's profile; what the input leaves out stays. What changes nothing is told to nobody.
 * @throws Unauthenticated
 * @throws BadUserInput
 */
export async function updateProfile(app: App, caller: Caller, input: unknown): Promise<UserRow> {
  const { signedIn } = await requireLiveSession(app, caller);
  const changes = parseInput(inputSchema, input, 'input');
  return app.transact(async (tx) => {
    const account = await lockAccount(tx, signedIn.userId);
    if (!account) throw new Unauthenticated();
    const changed = {
      ...account,
      ...(changes.displayName !== undefined && { displayName: changes.displayName }),
      ...(changes.avatarUrl !== undefined && { avatarUrl: changes.avatarUrl }),
      ...(changes.locale !== undefined && { locale: changes.locale }),
    };
    const { displayName, avatarUrl, locale } = changed;
    const isChanged = CHANGEABLE.some((field) => changed[field] !== account[field]);
    if (!isChanged) return account;
    await changeProfile(tx, account.id, {
      displayName,
      avatarUrl,
      locale,
      searchText: searchTextOf(changed),
    });
    const payload = { userId: account.id, locale };
    await appendEvents(tx, [{ name: 'users.profile-updated', payload }], caller);
    return changed;
  });
}
