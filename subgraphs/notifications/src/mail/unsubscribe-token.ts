import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { KINDS, type Kind } from '../domain/kinds.ts';

/** Every kind but those of which nobody can do without the mails. */
const optionalKindSchema = z.enum(KINDS).exclude(['EMAIL_VERIFICATION', 'PASSWORD_RESET', 'SECURITY']);

export type OptionalKind = z.output<typeof optionalKindSchema>;

const unsubscriptionSchema = z.object({ userId: z.uuid(), kind: optionalKindSchema });

/** What a link in a mail turns off: mails of one kind, for one person. */
export type Unsubscription = z.output<typeof unsubscriptionSchema>;

/** What is signed is signed for this alone. */
const PURPOSE = 'arena unsubscribe';

export type UnsubscribeTokens = {
  /** The token of a link, the same each time: it holds for as long as the mail is kept. */
  sign: (userId: string, kind: Kind) => string;
  /** What a token is good for; undefined for one that was not signed here, and for kinds that cannot be turned off. */
  read: (token: string) => Unsubscription | undefined;
};

/** Makes the tokens of one installation: `<person>.<kind>.<HMAC-SHA-256>`. */
export function createUnsubscribeTokens(secret: string): UnsubscribeTokens {
  const signed = (userId: string, kind: string): string => {
    const signature = createHmac('sha256', secret).update(`${PURPOSE}:${userId}.${kind}`).digest('base64url');
    return `${userId}.${kind}.${signature}`;
  };

  return {
    sign: signed,
    read: (token) => {
      const [userId = '', kind = ''] = token.split('.', 2);
      const given = Buffer.from(token);
      const right = Buffer.from(signed(userId, kind));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return unsubscriptionSchema.safeParse({ userId, kind }).data;
    },
  };
}

/** The address at which mails of a kind are turned off, by a person or by a mail program (RFC 8058). */
export const unsubscribeUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/mail/unsubscribe?token=${encodeURIComponent(token)}`;
