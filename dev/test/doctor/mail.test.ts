import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSmtpServer } from '../../../subgraphs/notifications/test/smtp-server-on-trial.ts';
import { checkMail } from '../../doctor/mail.ts';
import { dataDirectory } from '../started-command.ts';
import { NOWHERE } from './unreachable.ts';

test('a mail server that lets us in is told, and is handed no mail', async () => {
  await using server = await startSmtpServer();
  expect(await checkMail({ smtpUrl: server.url })).toMatchObject([
    { status: 'ok', says: `SMTP at 127.0.0.1:${server.port} takes mails` },
  ]);
  expect(server.received).toEqual([]);
});

test('one that refuses the password, or is away, fails without telling the password', async () => {
  await using server = await startSmtpServer({
    allowInsecureAuth: true,
    onAuth: (_auth, _session, callback) => callback(new Error('Who are you?')),
  });
  const refused = await checkMail({ smtpUrl: server.url.replace('//', '//arena:sesame-open@') });
  const away = await checkMail({ smtpUrl: `smtp://arena:sesame-open@${NOWHERE}` });
  expect(refused).toMatchObject([{ status: 'fail', code: 'mail-unreachable' }]);
  expect(refused[0]?.says).toContain('Who are you?');
  expect(away).toMatchObject([
    { status: 'fail', code: 'mail-unreachable', says: `SMTP at ${NOWHERE}: nothing listens there` },
  ]);
  expect(JSON.stringify([refused, away])).not.toContain('sesame-open');
});

test('without a server the mails are counted where they are laid down', async () => {
  await using directory = await dataDirectory();
  await writeFile(join(directory.path, 'a.eml'), '');
  expect(await checkMail({ directory: directory.path })).toMatchObject([
    { status: 'ok', says: `no server; 1 mail laid down in ${directory.path}` },
  ]);
  expect(await checkMail({ directory: join(directory.path, 'none') })).toMatchObject([{ status: 'ok' }]);
  expect(await checkMail({ directory: join(directory.path, 'a.eml') })).toMatchObject([
    { status: 'warn', code: 'mail-directory' },
  ]);
  expect(await checkMail(undefined)).toMatchObject([{ status: 'skipped' }]);
});
