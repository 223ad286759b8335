import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactOf, mailerOnTrial, welcome } from './sample-mails.ts';
import { readMail } from './smtp-server-on-trial.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'arena-mails-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('each mail is a file of its own, named by its id, for nobody else to read', async () => {
  const mailDir = join(directory, 'made', 'when-needed');
  await using mailer = mailerOnTrial({ mailDir });
  const mails = [welcome(), welcome()];
  const sends = mails.map((mail) => mailer.send(mail, contactOf()));
  expect(await Promise.all(sends)).toEqual(['SENT', 'SENT']);
  expect((await readdir(mailDir)).toSorted()).toEqual(mails.map(({ id }) => `${id}.eml`).toSorted());
  const file = join(mailDir, `${mails[0]?.id ?? ''}.eml`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const raw = await readFile(file, 'utf8');
  expect(await readMail(raw)).toMatchObject({
    subject: 'Welcome to Arena',
    to: { text: '"Ana" <ana@players.example>' },
  });
  expect(raw).not.toMatch(/[^\r]\n/);
});

test('the same mail twice, even at the same time, is one file and whole', async () => {
  const mailDir = join(directory, 'twice');
  await using mailer = mailerOnTrial({ mailDir });
  const mail = welcome();
  const sends = Array.from({ length: 5 }, () => mailer.send(mail, contactOf()));
  expect(await Promise.all(sends)).toEqual(Array(5).fill('SENT'));
  expect(await readdir(mailDir)).toEqual([`${mail.id}.eml`]);
  const raw = await readFile(join(mailDir, `${mail.id}.eml`), 'utf8');
  expect((await readMail(raw)).text).toContain('You get this mail because');
});

test('whoever reads a mail while it comes again reads it whole', async () => {
  const mailDir = join(directory, 'read');
  await using mailer = mailerOnTrial({ mailDir });
  const mail = welcome();
  await mailer.send(mail, contactOf());
  const file = join(mailDir, `${mail.id}.eml`);
  const first = await readFile(file, 'utf8');
  await using reader = await open(file);
  await mailer.send(mail, contactOf({ locale: 'ES' }));
  expect(await reader.readFile('utf8')).toBe(first);
  expect((await readMail(await readFile(file, 'utf8'))).subject).toBe('Te damos la bienvenida a Arena');
});

test('where nothing can be written the mail is to be tried again, and nothing is left half-written', async () => {
  const mailDir = join(directory, 'no-directory');
  await writeFile(mailDir, '');
  await using mailer = mailerOnTrial({ mailDir });
  expect(await mailer.send(welcome(), contactOf())).toEqual({
    retry: expect.stringMatching(/^The mail could not be written: E/),
  });

  const taken = join(directory, 'taken');
  await using other = mailerOnTrial({ mailDir: taken });
  const mail = welcome();
  // a directory of that name: the file cannot take its place
  await mkdir(join(taken, `${mail.id}.eml`, 'x'), { recursive: true });
  expect(await other.send(mail, contactOf())).toEqual({
    retry: expect.stringContaining('could not be written'),
  });
  expect(await readdir(taken)).toEqual([`${mail.id}.eml`]);
});
