import { BadUserInput } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAccount } from '../db/account-store.ts';
import { findOpenRequest, markRequestUsed } from '../db/mail-request-store.ts';
import type { Db } from '../db/queryable.ts';
import type { AccountRow, MailPurpose, MailRequestRow } from '../db/schema.ts';
import { refuseInactive } from './refuse-inactive.ts';

/** A token as a client gave it. */
export type GivenToken = { token: string; purpose: MailPurpose; /** the argument's path */ path: string };

const badToken = ({ path }: GivenToken) =>
  new BadUserInput([{ path, message: 'is not valid, or no longer: ask for another mail' }]);

/**
 * The request that a token is good for at this moment.
 * @throws BadUserInput always alike, whatever is wrong with the token
 */
export async function requireOpenRequest(app: App, given: GivenToken): Promise<MailRequestRow> {
  const { token, purpose } = given;
  const id = app.mailTokens.requestIdOf(token, purpose);
  const request = id === null ? undefined : await findOpenRequest(app.db, { id, purpose }, app.now());
  if (!request) throw badToken(given);
  return request;
}

/**
 * Uses the token of a request up, once: of two that use it at the same time one is refused. Returns its owner's
 * account, locked.
 * @throws BadUserInput as above
 * @throws Forbidden SUSPENDED
 */
export async function useRequest(
  tx: Db,
  request: MailRequestRow,
  given: GivenToken,
  now: Date,
): Promise<AccountRow> {
  const account = await lockAccount(tx, request.userId);
  if (!account || !(await markRequestUsed(tx, request.id, now))) throw badToken(given);
  refuseInactive(account, () => badToken(given));
  return account;
}
