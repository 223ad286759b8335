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

/**
 * Changes the caller's profile; what the input leaves out stays.
 * @throws Unauthenticated
 * @throws BadUserInput
 */
export async function updateProfile(app: App, caller: Caller, input: unknown): Promise<UserRow> {
  const { signedIn } = await requireLiveSession(app, caller);
  const changes = parseInput(inputSchema, input, 'input');
  return app.db.transaction(async (tx) => {
    const account = await lockAccount(tx, signedIn.userId);
    if (!account) throw new Unauthenticated();
    const changed = {
      ...account,
      ...(changes.displayName !== undefined && { displayName: changes.displayName }),
      ...(changes.avatarUrl !== undefined && { avatarUrl: changes.avatarUrl }),
      ...(changes.locale !== undefined && { locale: changes.locale }),
    };
    const { displayName, avatarUrl, locale } = changed;
    await changeProfile(tx, account.id, {
      displayName,
      avatarUrl,
      locale,
      searchText: searchTextOf(changed),
    });
    return changed;
  });
}
