import type { App } from '../app.ts';
import { findOpenRequest } from '../db/mail-request-store.ts';
import type { MailPurpose } from '../db/schema.ts';

/** A token for a mail, and whose it is. */
export type MintedToken = { token: string; userId: string; expiresAt: string };

/**
 * The token of a request for a mail, the same at each call; null when it has been used, is void or has expired, or
 * there is no such request. For the mailer alone.
 */
export async function mintToken(
  app: App,
  { requestId, purpose }: { requestId: string; purpose: MailPurpose },
): Promise<MintedToken | null> {
  const request = await findOpenRequest(app.db, { id: requestId, purpose }, app.now());
  if (!request) return null;
  const { userId, expiresAt } = request;
  return { token: app.mailTokens.mint(request), userId, expiresAt: expiresAt.toISOString() };
}
