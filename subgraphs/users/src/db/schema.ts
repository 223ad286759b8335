import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';

export { outbox } from '@arena/events';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });

export const accountStatus = pgEnum('account_status', ['ACTIVE', 'SUSPENDED', 'DELETED']);
export const locale = pgEnum('locale', ['ES', 'EN']);
export const sessionEnd = pgEnum('session_end', [
  'LOGOUT',
  'LOGOUT_EVERYWHERE',
  'ENDED_BY_OWNER',
  'PASSWORD_CHANGED',
  'SUSPENDED',
  'TOKEN_REUSED',
]);
export const mailPurpose = pgEnum('mail_purpose', ['EMAIL_VERIFICATION', 'PASSWORD_RESET']);

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    username: text().notNull(),
    displayName: text().notNull(),
    avatarUrl: text(),
    createdAt: instant().notNull(),
    /** as its owner wrote it */
    email: text().notNull(),
    emailFolded: text().notNull(),
    emailVerified: boolean().notNull(),
    passwordHash: text().notNull(),
    status: accountStatus().notNull(),
    locale: locale().notNull(),
    scopes: text().array().notNull(),
    suspendedAt: instant(),
    suspendedBy: uuid(),
    suspendedReason: text(),
    /** username, display name and e-mail address, folded, a line each */
    searchText: text().notNull(),
  },
  (table) => [
    uniqueIndex('users_username').on(table.username),
    uniqueIndex('users_email').on(table.emailFolded),
    index('users_search').using('gin', table.searchText.op('gin_trgm_ops')),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    /** the `sid` of its access tokens */
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userAgent: text(),
    createdAt: instant().notNull(),
    lastUsedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    endReason: sessionEnd(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: uuid().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** SHA-256, base64url; the token itself is never stored */
    tokenHash: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** set when another took its place before it was used */
    replacedAt: instant(),
    successorId: uuid(),
  },
  (table) => [
    uniqueIndex('refresh_tokens_hash').on(table.tokenHash),
    index('refresh_tokens_session').on(table.sessionId),
  ],
);

export const loginAttempts = pgTable(
  'login_attempts',
  {
    /** what is counted, hashed: a login name or an address */
    key: text().primaryKey(),
    attempts: integer().notNull(),
    windowEndsAt: instant().notNull(),
  },
  (table) => [index('login_attempts_window').on(table.windowEndsAt)],
);

export const mailRequests = pgTable(
  'mail_requests',
  {
    /** what the token in the mail is derived from; the token itself is never stored */
    id: uuid().primaryKey(),
    /** no reference, which would be looked up for the known alone */
    userId: uuid().notNull(),
    purpose: mailPurpose().notNull(),
    /** whom the mail goes to, folded */
    address: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** set when another token of the same person made this one void */
    voidedAt: instant(),
  },
  (table) => [
    index('mail_requests_address').on(table.address, table.createdAt),
    index('mail_requests_user').on(table.userId),
    index('mail_requests_expiry').on(table.expiresAt),
  ],
);

export const signingKeys = pgTable('signing_keys', {
  /** RFC 7638 thumbprint */
  kid: text().primaryKey(),
  publicJwk: jsonb().$type<JWK>().notNull(),
  /** the private JWK as a compact JWE (dir, A256GCM) under KEY_ENCRYPTION_KEY */
  privateJwe: text().notNull(),
  createdAt: instant().notNull(),
  activeFrom: instant().notNull(),
});

type FullUserRow = typeof users.$inferSelect;

/** What everybody may see of a person. */
export type UserRow = Pick<FullUserRow, 'id' | 'username' | 'displayName' | 'avatarUrl' | 'createdAt'>;
/** What the person alone may see as well. */
export type AccountRow = UserRow &
  Pick<FullUserRow, 'email' | 'emailVerified' | 'status' | 'locale' | 'scopes'>;
export type NewAccount = typeof users.$inferInsert;
export type SessionRow = typeof sessions.$inferSelect;
export type SessionEnd = (typeof sessionEnd.enumValues)[number];
export type RefreshTokenRow = typeof refreshTokens.$inferSelect;
export type MailPurpose = (typeof mailPurpose.enumValues)[number];
export type MailRequestRow = typeof mailRequests.$inferSelect;
export type SigningKeyRow = typeof signingKeys.$inferSelect;
