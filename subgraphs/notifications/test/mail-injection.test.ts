import type { AddressObject } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RenderableMail } from '../src/mail/mail.ts';
import { contactOf, mailerOnTrial, mailOf } from './sample-mails.ts';
import { startSmtpServer, type SmtpServerOnTrial } from './smtp-server-on-trial.ts';

/** What people may put for a name, and what of it stands in the text of a mail; the same if left out. */
const NAMES: { name: string; typed: string; shown?: string }[] = [
  { name: 'CR LF and a header', typed: 'Cup\r\nBcc: eve@evil.example', shown: 'Cup Bcc: eve@evil.example' },
  { name: 'CR LF and a body', typed: 'Cup\r\n\r\n<h1>New body', shown: 'Cup <h1>New body' },
  { name: 'a line feed', typed: 'Cup\nX-Evil: 1', shown: 'Cup X-Evil: 1' },
  { name: 'a carriage return', typed: 'Cup\rX-Evil: 1', shown: 'Cup X-Evil: 1' },
  { name: 'other ends of lines', typed: 'Cup\u0085X-Evil:\u20281\u2029\v2\f3', shown: 'Cup X-Evil: 1 2 3' },
  {
    name: 'the end of the data',
    typed: 'Cup\r\n.\r\nRCPT TO:<eve@evil.example>',
    shown: 'Cup . RCPT TO:<eve@evil.example>',
  },
  { name: 'NUL and escapes of a terminal', typed: 'Cup\u0000\u001b[31m\u0007\u009b1m', shown: 'Cup[31m1m' },
  { name: 'a script', typed: '<script>alert(1)</script>' },
  { name: 'the end of an attribute', typed: '" onload="alert(1)' },
  { name: 'the end of a title', typed: '</title></head><body onload=alert(1)>' },
  { name: 'a picture that tells', typed: '<img src=https://evil.example/pixel>' },
  { name: 'quotes and a backslash', typed: `"Cup" 'of' \\ <fame>` },
  { name: 'entities', typed: '&lt;b&gt; &amp; &#39;' },
  {
    name: 'an encoded word',
    typed: '=?utf-8?q?=E2=80=AEBcc=3A_eve=40evil?=',
    shown: '= ?utf-8?q?=E2=80=AEBcc=3A_eve=40evil?=',
  },
  { name: 'half of one', typed: '=\r\n?utf-8?q?x?=', shown: '= ?utf-8?q?x?=' },
  { name: 'one in disguise', typed: '=\u202e?utf-8?q?x?=', shown: '= ?utf-8?q?x?=' },
  { name: 'another direction', typed: 'Cup \u202egpj.exe\u202c \u2066x\u2069', shown: 'Cup gpj.exe x' },
  { name: 'a template', typed: '${secret} {{secret}} $& $1 %s' },
  { name: 'pictures', typed: '🏆👩‍👩‍👧‍👦 Copa' },
  { name: 'half a picture', typed: 'Cup \ud83c', shown: 'Cup �' },
];

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

async function arrived(mail: RenderableMail, displayName = 'Ana') {
  expect(await mailer.send(mail, contactOf({ displayName }))).toBe('SENT');
  const received = server.received.splice(0);
  expect(received).toHaveLength(1);
  const { raw, parsed, to } = received[0] as (typeof received)[number];
  return { parsed, to, headers: raw.slice(0, raw.indexOf('\r\n\r\n')) };
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The headers of every mail that can be turned off, and no other. */
const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

const headerNames = (headers: string): string[] =>
  headers
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .toSorted();

/** What a mail program would make a link of. */
const LINKED = /[@/\\]|\w\.\w/;

/** The elements of a page, in their order. */
const elements = (html: string): string[] => [...html.matchAll(/<[^>]*>/g)].map(([element]) => element);

test.each(NAMES)(
  '$name in the name of a tournament is text and nothing else',
  async ({ typed, shown = typed }) => {
    const named = (tournament: string) =>
      mailOf({ kind: 'TOURNAMENT_CANCELED', params: {} }, { names: { tournament, match: null } });
    const plain = await arrived(named('Cup'));
    const { parsed, to, headers } = await arrived(named(typed));
    expect(to).toEqual(['ana@players.example']);
    expect(headerNames(headers)).toEqual(HEADERS);
    expect(headers).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(parsed.subject).toBe(`Canceled: ${shown}`);
    expect(parsed.text).toContain(`\n\n${shown} will not take place.`);
    expect(parsed.html).toContain(`>${escaped(shown)} will not take place.`);
    // the page is made of what it is always made of
    expect(elements(parsed.html || '')).toEqual(elements(plain.parsed.html || ''));
  },
);

test.each(NAMES)(
  '$name in the name of a person adds no header and no element',
  async ({ typed, shown = typed }) => {
    const mail = mailOf({ kind: 'WELCOME', params: {} });
    const plain = await arrived(mail);
    const { parsed, to, headers } = await arrived(mail, typed);
    expect(to).toEqual(['ana@players.example']);
    expect(parsed.to).toMatchObject({ value: [{ address: 'ana@players.example' }] });
    expect((parsed.to as AddressObject).value[0]?.name).toBe(LINKED.test(shown) ? '' : shown);
    expect(headerNames(headers)).toEqual(HEADERS);
    expect(headers).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(elements(parsed.html || '')).toEqual(elements(plain.parsed.html || ''));
  },
);

test.each([
  ['Ana', 'Hello Ana,'],
  [`Ana "la Reina" O'Hara & co`, `Hello Ana "la Reina" O'Hara & co,`],
  ['\u202eAna\r\n', 'Hello Ana,'],
  ['Ana Ñandú 🏆', 'Hello Ana Ñandú 🏆,'],
  // an account can be made with the address of somebody else
  ['Win at https://evil.example', 'Hello,'],
  ['evil.example has a prize', 'Hello,'],
  ['write to eve@evil', 'Hello,'],
  ['\u0000 \r\n', 'Hello,'],
])('a person called %j is greeted with %j', async (displayName, greeting) => {
  const { parsed } = await arrived(mailOf({ kind: 'WELCOME', params: {} }), displayName);
  expect(parsed.text?.split('\n\n')[1]).toBe(greeting);
  expect(parsed.html).toContain(`>${escaped(greeting)}</p>`);
});

test('a very long name greets nobody for lines', async () => {
  const { parsed } = await arrived(mailOf({ kind: 'WELCOME', params: {} }), 'Ñ'.repeat(10_000));
  expect(parsed.text?.split('\n\n')[1]).toBe(`Hello ${'Ñ'.repeat(59)}…,`);
});

test('a very long name leaves a subject that can be read, and lines that servers take', async () => {
  const tournament = `Copa ${'ñandú '.repeat(5_000)}`;
  const mail = mailOf({ kind: 'TOURNAMENT_CANCELED', params: {} }, { names: { tournament, match: null } });
  expect(await mailer.send(mail, contactOf())).toBe('SENT');
  const { raw, parsed } = server.received.splice(0)[0] ?? {};
  expect([...(parsed?.subject ?? '')].length).toBeLessThanOrEqual(150);
  expect(parsed?.subject).toMatch(/^Canceled: Copa ñandú .*…$/);
  expect(Math.max(...(raw ?? '').split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
});

test('what staff announce keeps its lines, and cannot pass for the rest of the mail', async () => {
  const params = {
    title: 'Sala\r\nBcc: eve@evil.example',
    body: 'Uno\r\ndos\n\n\n\n\ntres\n-- \n<a href="https://evil.example?a=?">Arena</a>\u202e\u0000',
  };
  const { parsed, headers } = await arrived(mailOf({ kind: 'ANNOUNCEMENT', params }));
  expect(headerNames(headers)).toEqual(HEADERS);
  expect(parsed.subject).toBe('Copa Ñandú: Sala Bcc: eve@evil.example');
  expect(parsed.text).toContain(
    'Those who run Copa Ñandú write to you:\n\nUno\ndos\n\ntres\n--\n<a href="https://evil.example?a=?">Arena</a>\n\n-- \nYou get',
  );
  expect(parsed.html).toContain('Uno<br>dos</p>');
  expect(parsed.html).toContain(
    'tres<br>--<br>&lt;a href=&quot;https://evil.example?a=?&quot;&gt;Arena&lt;/a&gt;</p>',
  );
});
