import { expect } from 'vitest';
import { mailedToken } from '../mailed-token.ts';
import { PASSWORD } from '../started-arena.ts';
import { personOf, type Person, type Stage } from './stage.ts';

const NAMES = ['organizer', 'player', 'rival', 'friend', 'fan'] as const;

export type People = Record<(typeof NAMES)[number], Person>;

const emailOf = (username: string): string => `${username}@arena.example`;

async function register(stage: Stage, username: string): Promise<Person> {
  const displayName = username.toUpperCase();
  const { register: session } = await stage.visitor.run('Register', {
    input: { email: emailOf(username), username, displayName, password: PASSWORD },
  });
  expect(session.account.user).toEqual({ username, displayName });
  return personOf(stage, session);
}

export async function registerPeople(stage: Stage): Promise<People> {
  const registered = NAMES.map(async (name) => [name, await register(stage, name)] as const);
  return Object.fromEntries(await Promise.all(registered)) as People;
}

/** Who has lost the mail that came when they registered asks for another, and follows its link. */
export async function verifyAddress({ arena, visitor }: Stage, { id, username, run }: Person): Promise<void> {
  const email = emailOf(username);
  expect((await run('Me')).me).toMatchObject({ id, email, emailVerified: false, user: { username } });
  expect((await run('ResendEmailVerification')).resendEmailVerification).toBe(true);
  const token = await mailedToken(arena, id, 'EMAIL_VERIFICATION');
  const { verifyEmail } = await visitor.run('VerifyEmail', { token });
  expect(verifyEmail).toEqual({ id, email, emailVerified: true });
}

/** Who has logged out has no session any more, and gets another, which can be renewed. */
export async function logOutAndIn(stage: Stage, person: Person): Promise<Person> {
  const { visitor, operations } = stage;
  const { refreshToken, username } = person;
  expect((await person.run('Logout', { refreshToken })).logout).toBe(true);
  await expect(visitor.run('RefreshSession', { refreshToken })).rejects.toThrow('UNAUTHENTICATED');

  const { login } = await visitor.run('Login', { input: { login: username, password: PASSWORD } });
  expect(login.account.user.username).toBe(username);
  const { refreshSession } = await visitor.run('RefreshSession', { refreshToken: login.refreshToken });
  const { me } = await operations.clientWith(refreshSession.accessToken).run('Me');
  expect(me.id).toBe(person.id);
  return personOf(stage, { ...login, ...refreshSession });
}

/** Who has forgotten their password chooses another by a mail's link, and only that one is good from then on. */
export async function chooseNewPassword(stage: Stage, { id, username }: Person): Promise<Person> {
  const { arena, visitor } = stage;
  const asked = await visitor.run('RequestPasswordReset', { email: emailOf(username) });
  expect(asked.requestPasswordReset).toBe(true);
  const token = await mailedToken(arena, id, 'PASSWORD_RESET');
  const newPassword = 'battery horse correct';
  const { resetPassword } = await visitor.run('ResetPassword', { input: { token, newPassword } });
  expect(resetPassword.account).toMatchObject({ id, user: { username } });

  const logIn = (password: string) => visitor.run('Login', { input: { login: username, password } });
  await expect(logIn(PASSWORD)).rejects.toThrow('UNAUTHENTICATED');
  expect((await logIn(newPassword)).login.account.id).toBe(id);
  return personOf(stage, resetPassword);
}
