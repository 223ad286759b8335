import {
  foldText,
  keyset,
  parseInput,
  PLATFORM_ADMIN,
  requireScope,
  textSchema,
  type Caller,
  type Connection,
  type PageArguments,
} from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { UserRow } from '../db/schema.ts';
import { countUsers, searchUsers } from '../db/user-store.ts';
import { usernameSchema } from './account-fields.ts';
import { requireLiveSession } from './require-live-session.ts';

/** A page of people; they are counted only where the count is asked for. */
export type UserPage = Connection<UserRow> & { totalCount: () => Promise<number> };

const byUsername = keyset<UserRow, typeof usernameSchema>({
  name: 'users',
  key: usernameSchema,
  keyOf: (user) => user.username,
});

const searchSchema = textSchema(0, 100).nullish();

/**
 * People by username, whose username, display name or e-mail address contains a text.
 * @throws Unauthenticated
 * @throws Forbidden to all but platform administrators
 * @throws BadUserInput
 */
export async function listUsers(
  app: App,
  caller: Caller,
  { search, ...pageArguments }: PageArguments & { search?: string | null | undefined },
): Promise<UserPage> {
  requireScope(caller, PLATFORM_ADMIN);
  await requireLiveSession(app, caller);
  const page = byUsername.parse(pageArguments);
  const folded = foldText(parseInput(searchSchema, search, 'search') ?? '');
  const rows = await searchUsers(app.db, folded, page);
  return { ...byUsername.connect(rows, page), totalCount: () => countUsers(app.db, folded) };
}
