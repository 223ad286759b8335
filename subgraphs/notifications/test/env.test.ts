import { EnvError } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/env.ts';

const parsed = (variables: Record<string, string> = {}) =>
  parseEnv({
    ...{ DATABASE_URL: 'postgres://localhost/x', IDENTITY_JWKS: testIdentityJwks, MAIL_DIR: 'mails' },
    ...variables,
  });

/** The variables that are at fault. */
function faultsOf(variables: Record<string, string>): string[] {
  try {
    parsed(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return [...error.message.matchAll(/^ {2}- (\w+):/gm)].map(([, name]) => name ?? '');
  }
  return [];
}

const PRODUCTION = {
  NODE_ENV: 'production',
  SMTP_URL: 'smtps://mail.arena.example',
  PUBLIC_URL: 'https://arena.example',
};

test('mails must go somewhere: to a server, or into a folder', () => {
  expect(faultsOf({ MAIL_DIR: '' })).toEqual(['SMTP_URL']);
  expect(faultsOf({ MAIL_DIR: '', SMTP_URL: 'smtp://localhost:1025' })).toEqual([]);
  expect(faultsOf({ SMTP_URL: 'https://localhost' })).toEqual(['SMTP_URL']);
});

test('production needs a server, and addresses that nobody on the way can read', () => {
  expect(faultsOf(PRODUCTION)).toEqual([]);
  expect(faultsOf({ ...PRODUCTION, SMTP_URL: '' })).toEqual(['SMTP_URL']);
  expect(faultsOf({ ...PRODUCTION, SMTP_URL: '', MAIL_DIR: '' })).toEqual(['SMTP_URL']);
  expect(faultsOf({ ...PRODUCTION, WEB_URL: 'http://arena.example' })).toEqual(['WEB_URL']);
  expect(faultsOf({ ...PRODUCTION, PUBLIC_URL: 'http://arena.example' })).toEqual(['PUBLIC_URL', 'WEB_URL']);
});

test('people verify and reset where clients reach the gateway, unless another address is given', () => {
  expect(parsed({ PUBLIC_URL: 'https://arena.example' }).WEB_URL).toBe('https://arena.example');
  expect(parsed({ WEB_URL: 'https://www.arena.example' }).WEB_URL).toBe('https://www.arena.example');
});

test('every fault is told, and what is left out has its default', () => {
  const wrong = {
    ...{ MAIL_RATE_PER_SECOND: '0', MAIL_LINK_SECRET: 'short', UPDATE_WINDOW_MS: '-1' },
    ...{ REMINDER_WINDOW_MS: 'soon', TIMED_WORK: 'maybe', ARENA_TIME_ZONE: '+05:00', MAIL_LEASE_MS: '1' },
  };
  expect(faultsOf(wrong).sort()).toEqual(Object.keys(wrong).sort());
  expect(parsed()).toMatchObject({
    ...{ PORT: 4006, MAIL_FROM: 'Arena <no-reply@arena.example>', MAIL_RATE_PER_SECOND: 10 },
    ...{ UPDATE_WINDOW_MS: 600_000, REMINDER_WINDOW_MS: 60_000, TIMED_WORK: 'on' },
    ...{ ARENA_TIME_ZONE: 'America/Bogota', MAIL_LEASE_MS: 60_000 },
  });
});
