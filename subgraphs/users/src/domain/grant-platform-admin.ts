import { PLATFORM_ADMIN } from '@arena/subgraph-kit';
import { addScope, findCredentials } from '../db/account-store.ts';
import type { Db } from '../db/queryable.ts';
import { accountKeyOf } from './folding.ts';

/** What came of a grant; `unknown` says that nobody has this login. */
export type Grant = 'granted' | 'already' | 'unknown';

/** Makes the person with this e-mail address or username a platform administrator, from their next tokens on. */
export async function grantPlatformAdmin(db: Db, login: string): Promise<Grant> {
  const account = await findCredentials(db, accountKeyOf(login));
  if (!account) return 'unknown';
  return (await addScope(db, account.id, PLATFORM_ADMIN)) ? 'granted' : 'already';
}
