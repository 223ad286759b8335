import { expect, test } from 'vitest';
import { contactOf, mailerOnTrial, SETTINGS, welcome } from './sample-mails.ts';
import { openMailer } from '../src/mail/mailer.ts';
import { smtpServerOf } from '../src/mail/smtp-url.ts';
import { reply, startSmtpServer } from './smtp-server-on-trial.ts';

const PASSWORD = 'p@ss:wört/1';
const CREDENTIALS = `mailer:${encodeURIComponent(PASSWORD)}@`;

test.each([
  // TLS from the first byte
  ['smtps://mx.example', { host: 'mx.example', secure: true }],
  ['smtps://mx.example:4650', { host: 'mx.example', port: 4650, secure: true }],
  // TLS where the server offers it
  [
    'smtp://mailpit:1025',
    { host: 'mailpit', port: 1025, secure: false, requireTLS: false, ignoreTLS: false },
  ],
  ['smtp://[::1]:25', { host: '::1', secure: false, requireTLS: false, ignoreTLS: true }],
  ['smtp://localhost:25', { host: 'localhost', requireTLS: false, ignoreTLS: true }],
  // TLS or nothing
  ['smtp://mx.example?requireTLS=true', { secure: false, requireTLS: true }],
  ['smtp://localhost?requireTLS=true', { requireTLS: true, ignoreTLS: false }],
  [`smtp://${CREDENTIALS}mx.example`, { requireTLS: true, auth: { user: 'mailer', pass: PASSWORD } }],
  [`smtp://${CREDENTIALS}mx.example?requireTLS=false`, { requireTLS: true }],
])('%s', (url, server) => {
  expect(smtpServerOf(url)).toMatchObject(server);
});

test.each([
  ['smtp://mx.example?logger=true', 'takes no parameters but'],
  ['smtp://mx.example?tls.rejectUnauthorized=false', 'takes no parameters but'],
  ['smtp://mx.example?requireTLS=yes', 'takes no parameters but'],
  ['smtp://mailer:50%off@mx.example', 'must be percent-encoded'],
  ['smtp:///', 'names no server'],
])('%s is refused at the start, without telling what it holds', (url, fault) => {
  const open = () => openMailer({ ...SETTINGS, smtpUrl: url }, { now: () => new Date() });
  expect(open).toThrow(new RegExp(`^SMTP_URL: .*${fault}`));
  expect(open).not.toThrow('50%off');
});

test('signs in before it hands anything over', async () => {
  const given: unknown[] = [];
  await using server = await startSmtpServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      given.push([username, password]);
      done(null, { user: username });
    },
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url.replace('//', `//${CREDENTIALS}`) });
  expect(await mailer.send(welcome(), contactOf())).toBe('SENT');
  expect(given).toEqual([['mailer', PASSWORD]]);
});

test('a wrong password leaves the mail to be tried again, and is not told', async () => {
  await using server = await startSmtpServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      done(reply(535, `5.7.8 ${username} with ${password}? No`)),
  });
  await using mailer = mailerOnTrial({ smtpUrl: server.url.replace('//', `//${CREDENTIALS}`) });
  expect(await mailer.send(welcome(), contactOf())).toEqual({
    retry: 'The mail server does not let us sign in (535)',
    isServerAway: true,
  });
});

test.each([
  ['offers no TLS', (url: string) => `${url}?requireTLS=true`, { disabledCommands: ['STARTTLS' as const] }],
  // its certificate is its own
  ['proves nothing', (url: string) => `${url}?requireTLS=true`, { disabledCommands: [] }],
  ['proves nothing from the first byte', (url: string) => url.replace('smtp:', 'smtps:'), { secure: true }],
])('a server that %s gets neither the password nor the mail', async (_, urlOf, options) => {
  const given: unknown[] = [];
  await using server = await startSmtpServer({
    ...options,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      given.push(auth);
      done(null, { user: 'any' });
    },
  });
  await using mailer = mailerOnTrial({ smtpUrl: urlOf(server.url.replace('//', `//${CREDENTIALS}`)) });
  expect(await mailer.send(welcome(), contactOf())).toMatchObject({ retry: expect.any(String) });
  expect([given, server.received]).toEqual([[], []]);
});

test.each(['Arena', 'no-reply@', 'Arena <no reply@arena.example>', 'a@b.example\r\nBcc: c@d.example'])(
  '%j is no sender, and refused at the start',
  (from) => {
    expect(() => openMailer({ ...SETTINGS, mailDir: '/nowhere', from }, { now: () => new Date() })).toThrow(
      /^MAIL_FROM: /,
    );
  },
);

test('with neither a server nor a directory nothing starts', () => {
  expect(() => openMailer(SETTINGS, { now: () => new Date() })).toThrow(/^SMTP_URL or MAIL_DIR/);
});
