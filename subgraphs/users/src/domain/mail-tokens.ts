import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { MailPurpose, MailRequestRow } from '../db/schema.ts';

const KEY_BYTES = 32;
const KEY_PURPOSE = 'arena users mail tokens';

/** The tokens in mails. They are derived and not stored: whoever reads the database cannot make one. */
export type MailTokens = {
  /** The token of a request; the same however often it is asked for. */
  mint: (request: Pick<MailRequestRow, 'id' | 'purpose'>) => string;
  /** The id of the request that a token was minted of for this purpose; null for what was never minted. */
  requestIdOf: (token: string, purpose: MailPurpose) => string | null;
};

/** Makes the tokens of one installation: `<request id>.<HMAC-SHA-256>`, under a key derived from its encryption key. */
export function createMailTokens(encryptionKey: Uint8Array): MailTokens {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, new Uint8Array(), KEY_PURPOSE, KEY_BYTES));

  const mint: MailTokens['mint'] = ({ id, purpose }) =>
    `${id}.${createHmac('sha256', key).update(`${purpose}:${id}`).digest('base64url')}`;

  return {
    mint,
    requestIdOf: (token, purpose) => {
      const [id = ''] = token.split('.', 1);
      const given = Buffer.from(token);
      const minted = Buffer.from(mint({ id, purpose }));
      return given.length === minted.length && timingSafeEqual(given, minted) ? id : null;
    },
  };
}
