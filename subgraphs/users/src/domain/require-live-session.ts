import { requireSignedIn, Unauthenticated, type Caller, type SignedIn } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findOwnAccount, type OwnAccount } from './own-account.ts';

/**
 * Demands that the caller's session has not ended and the account is active: an access token may outlive
 * both by up to 15 minutes.
 * @throws Unauthenticated
 */
export async function requireLiveSession(
  app: App,
  caller: Caller,
): Promise<{ signedIn: SignedIn; account: OwnAccount }> {
  const signedIn = requireSignedIn(caller);
  const account = await findOwnAccount(app, caller);
  if (!account) throw new Unauthenticated();
  return { signedIn, account };
}
