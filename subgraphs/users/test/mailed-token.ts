import { and, desc, eq } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { mailRequests, type MailPurpose } from '../src/db/schema.ts';
import { mintToken } from '../src/domain/mint-token.ts';
import { requestPasswordReset } from '../src/domain/request-password-reset.ts';
import { suspendUser } from '../src/domain/suspend-user.ts';
import { administrator, anonymous, registered, type OpenApp } from './started-users.ts';

/** The id of the latest request for a mail to somebody. */
export async function latestRequest(app: App, userId: string, purpose: MailPurpose): Promise<string> {
  const [row] = await app.db
    .select({ id: mailRequests.id })
    .from(mailRequests)
    .where(and(eq(mailRequests.userId, userId), eq(mailRequests.purpose, purpose)))
    .orderBy(desc(mailRequests.id))
    .limit(1);
  if (!row) throw new Error('No mail was asked for');
  return row.id;
}

/** The token in the latest mail to somebody. */
export async function mailedToken(app: App, userId: string, purpose: MailPurpose): Promise<string> {
  const minted = await mintToken(app, { requestId: await latestRequest(app, userId, purpose), purpose });
  if (!minted) throw new Error('No token goes into the mail');
  return minted.token;
}

/** Somebody new who has forgotten their password: their session, address and the token in the mail. */
export async function forgetful(app: App, username: string) {
  const session = await registered(app, username);
  const { id, email } = session.account;
  await requestPasswordReset(app, anonymous(), email);
  return { session, userId: id, email, token: await mailedToken(app, id, 'PASSWORD_RESET') };
}

/** How a token of somebody may be falsified. */
export const FALSE_TOKENS: [what: string, falsify: (token: string) => string][] = [
  ['nothing', () => ''],
  ['another word', () => 'another word'],
  ['its id alone', (token) => token.split('.')[0] as string],
  ['no id', (token) => `.${token.split('.')[1]}`],
  ['another first character', (token) => `${token.startsWith('0') ? '1' : '0'}${token.slice(1)}`],
  // the last of 43 characters has bits that decode to nothing
  ['another last character', (token) => token.slice(0, -1) + successor(token.at(-1) as string)],
  ['one character less', (token) => token.slice(0, -1)],
  ['one character more', (token) => `${token}A`],
  ['a further part', (token) => `${token}.${token.split('.')[1]}`],
  ['capitals in its id', (token) => token.replace(/^[^.]*/, (id) => id.toUpperCase())],
  ['a space before it', (token) => ` ${token}`],
];

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const successor = (character: string): string =>
  BASE64URL[(BASE64URL.indexOf(character) + 1) % BASE64URL.length] as string;

/** Suspends people as an administrator of the test's own. */
export async function suspender(opened: OpenApp): Promise<(userId: string) => Promise<unknown>> {
  const admin = await administrator(opened, 'suspender');
  return (userId) => suspendUser(opened.app, admin, { userId, reason: 'cheating' });
}
