import { expect, test } from 'vitest';
import { logIn } from '../src/domain/log-in.ts';
import { grantPlatformAdmin } from '../src/index.ts';
import { anonymous, identityOf, openApp, PASSWORD, registered } from './started-users.ts';

test('a grant reaches the next tokens, is told apart when repeated, and knows whom it does not know', async () => {
  await using opened = await openApp();
  const before = await registered(opened.app, 'ana');
  expect(identityOf(before).scopes).toEqual([]);
  const grant = (login: string) => grantPlatformAdmin(opened.databaseUrl, login);
  expect(await grant('ANA@arena.example')).toBe('granted');
  expect(await grant('ana')).toBe('already');
  expect(await grant('nobody')).toBe('unknown');
  const after = await logIn(opened.app, anonymous(), { login: 'ana', password: PASSWORD });
  expect(identityOf(after).scopes).toEqual(['platform:admin']);
  expect(after.account.scopes).toEqual(['platform:admin']);
});
