import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSecurityKind, KINDS } from '../src/domain/kinds.ts';
import type { Fact } from '../src/domain/params.ts';
import { LOCALES } from '../src/domain/texts/text.ts';
import type { Contact, RenderableMail } from '../src/mail/mail.ts';
import { EXPECTED, NAMES } from './expected-mails.ts';
import { contactOf, mailerOnTrial, mailOf, UNSUBSCRIBE_URL, welcome } from './sample-mails.ts';
import { startSmtpServer, type Received, type SmtpServerOnTrial } from './smtp-server-on-trial.ts';

const SECRET = '01990000-0000-7000-8000-000000000001.a_token-';

let server: SmtpServerOnTrial;
let mailer: ReturnType<typeof mailerOnTrial>;
beforeAll(async () => {
  server = await startSmtpServer();
  mailer = mailerOnTrial({ smtpUrl: server.url });
});
afterAll(async () => {
  await mailer[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function arrived(mail: RenderableMail, to: Contact): Promise<Received> {
  expect(await mailer.send(mail, to)).toBe('SENT');
  const received = server.received.splice(0);
  expect(received).toHaveLength(1);
  return received[0] as Received;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text of a mail with every space an ordinary one: which ones stand in dates is for Unicode to say. */
const plainSpaces = (text: string | false | undefined): string =>
  (text || '').replace(/[\u00a0\u202f]/g, ' ');

const FOOTERS = {
  EN: { usual: 'You get this mail because you have an account', security: 'Such mails cannot be turned off' },
  ES: {
    usual: 'Recibes este correo porque tienes una cuenta',
    security: 'Estos correos no se pueden desactivar',
  },
};

const cases = KINDS.flatMap((kind) => LOCALES.map((locale) => ({ kind, locale })));

test.each(cases)('$kind in $locale says what is meant, as text and as HTML', async ({ kind, locale }) => {
  const { params, [locale]: expected } = EXPECTED[kind];
  const [subject, words] = expected;
  const isSecurity = isSecurityKind(kind);
  const mail = mailOf({ kind, params } as Fact, {
    names: NAMES,
    secret: SECRET,
    unsubscribeUrl: isSecurity ? null : UNSUBSCRIBE_URL,
  });
  const { raw, parsed, to } = await arrived(mail, contactOf({ locale }));
  const text = plainSpaces(parsed.text);
  const html = plainSpaces(parsed.html);

  expect(plainSpaces(parsed.subject)).toBe(subject);
  expect(
    text.startsWith(`${subject}\n\n${locale === 'EN' ? 'Hello Ana,' : 'Hola, Ana:'}\n\n${words}\n\n`),
  ).toBe(true);
  expect(html).toContain(`<html lang="${locale.toLowerCase()}">`);
  expect(html).toContain(`<title>${escaped(subject)}</title>`);
  for (const line of words.split(/\n+/)) expect(html).toContain(escaped(line));
  expect(html).not.toMatch(/<b>|<i>/);

  const footer = FOOTERS[locale][isSecurity ? 'security' : 'usual'];
  for (const part of [text, html]) {
    expect(part).toContain(footer);
    expect(part.includes(UNSUBSCRIBE_URL)).toBe(!isSecurity);
  }
  expect(to).toEqual(['ana@players.example']);
  expect(/^List-Unsubscribe: *\r?\n? <(.*)>\r$/m.exec(raw)?.[1]).toBe(
    isSecurity ? undefined : UNSUBSCRIBE_URL,
  );
  expect(/^List-Unsubscribe-Post: (.*)\r$/m.exec(raw)?.[1]).toBe(
    isSecurity ? undefined : 'List-Unsubscribe=One-Click',
  );
});

test('every mail says who sends it, when, under which id, and that nobody has written it', async () => {
  const mail = welcome();
  const { from, parsed } = await arrived(mail, contactOf());
  expect(from).toBe('no-reply@arena.example');
  expect(parsed).toMatchObject({
    from: { value: [{ name: 'Arena', address: 'no-reply@arena.example' }] },
    to: { value: [{ name: 'Ana', address: 'ana@players.example' }] },
    messageId: `<${mail.id}@arena.example>`,
    date: new Date('2026-11-24T15:04:05Z'),
  });
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  for (const name of ['reply-to', 'cc', 'bcc', 'sender', 'x-mailer'])
    expect(parsed.headers.has(name)).toBe(false);
});

test('nothing is fetched to show a mail, and it fits a phone and the night', async () => {
  const mail = mailOf({ kind: 'TICKET_ISSUED', params: EXPECTED.TICKET_ISSUED.params }, { secret: 'TKT-1' });
  const { parsed } = await arrived(mail, contactOf());
  const html = parsed.html || '';
  const addresses = [...html.matchAll(/\b(?:src|href|background)="([^"]*)"|url\(([^)]*)\)/g)];
  expect(addresses.map(([, address]) => address)).toEqual(['cid:ticket-qr@arena', UNSUBSCRIBE_URL]);
  expect(html).not.toMatch(/<script|<link|<style|<iframe|<form|\son\w+=/i);
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
  expect(html).toContain('<meta name="color-scheme" content="light dark" />');
  // whatever is given a colour is given the one below it too
  for (const [, style = ''] of html.matchAll(/style="([^"]*)"/g))
    expect(/(^|;)color:/.test(style)).toBe(/(^|;)background:/.test(style));
});

test.each([
  ['EMAIL_VERIFICATION', 'verify-email'],
  ['PASSWORD_RESET', 'reset-password'],
] as const)('%s has its token in a link, and by itself', async (kind, path) => {
  const token = 'a+b/c=.d';
  const mail = mailOf({ kind, params: { requestId: 'a-request' } }, { secret: token, unsubscribeUrl: null });
  for (const locale of LOCALES) {
    const { parsed } = await arrived(mail, contactOf({ locale }));
    const link = `https://play.arena.example/${path}?token=a%2Bb%2Fc%3D.d`;
    expect(new URL(link).searchParams.get('token')).toBe(token);
    expect(parsed.text).toContain(`:\n${link}\n\n`);
    expect(parsed.text).toContain(`:\n${token}\n\n`);
    expect(parsed.html).toContain(`<a href="${link}"`);
    expect(parsed.html).toMatch(new RegExp(`<strong[^>]*>\\s*a\\+b/c=\\.d\\s*</strong>`));
  }
});

test('a mail without the secret that it is there for is never sent', async () => {
  for (const kind of ['EMAIL_VERIFICATION', 'PASSWORD_RESET', 'TICKET_ISSUED'] as const) {
    const mail = mailOf({ kind, params: EXPECTED[kind].params } as Fact);
    await expect(mailer.send(mail, contactOf())).rejects.toThrow(/without its secret/);
  }
  expect(server.received).toEqual([]);
});
