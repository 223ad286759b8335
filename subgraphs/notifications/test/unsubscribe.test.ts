import { createHash } from 'node:crypto';
import { newId, route, startHttpServer } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isSecurityKind, KINDS, type Kind } from '../src/domain/kinds.ts';
import { unsubscribeHandler } from '../src/http/unsubscribe-handler.ts';
import {
  createUnsubscribeTokens,
  unsubscribeUrl,
  type Unsubscription,
} from '../src/mail/unsubscribe-token.ts';

const PERSON = newId();
const tokens = createUnsubscribeTokens('a-secret-of-this-installation');

/** what has been turned off, each time it was */
let turnedOff: Unsubscription[] = [];
let isFailing = false;
let service: Awaited<ReturnType<typeof start>>;

async function start() {
  const unsubscribe = async (unsubscription: Unsubscription) => {
    if (isFailing) throw new Error('Not this time');
    turnedOff.push(unsubscription);
  };
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 0,
    onError: () => {},
    handler: route({ '/mail/unsubscribe': unsubscribeHandler({ tokens, unsubscribe }) }),
  });
  return register('pages of unsubscribing', http, http.stop);
}

beforeAll(async () => {
  service = await start();
});
beforeEach(() => {
  turnedOff = [];
  isFailing = false;
});
afterAll(() => service[Symbol.asyncDispose]());

const linkOf = (kind: Kind = 'MATCH_REMINDER') => unsubscribeUrl(service.url, tokens.sign(PERSON, kind));

async function ask(url: string, init: RequestInit = {}) {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const heading = (text: string) => /<h1>([^<]*)<\/h1>/.exec(text)?.[1];

test('the link shows a page with one button, and by itself turns nothing off', async () => {
  const { status, text } = await ask(linkOf());
  expect(status).toBe(200);
  expect(heading(text)).toBe('E-mails about matches of the day');
  expect(text.match(/<form method="post">/g)).toHaveLength(1);
  expect([...text.matchAll(/<button[^>]*>\s*([^<]*?)\s*<\/button>/g)].map(([, label]) => label)).toEqual([
    'Get no more of these e-mails',
  ]);
  const head = await ask(linkOf(), { method: 'HEAD' });
  expect([head.status, head.text]).toEqual([200, '']);
  expect(turnedOff).toEqual([]);
});

test('the button turns the mails of that kind off for that person', async () => {
  const { status, text } = await ask(linkOf(), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(status).toBe(200);
  expect(heading(text)).toBe('No more of these e-mails');
  expect(text).toContain('You get no more e-mails about matches of the day.');
  expect(text).not.toContain('<form');
  expect(turnedOff).toEqual([{ userId: PERSON, kind: 'MATCH_REMINDER' }]);
});

test('a mail program turns them off with one request, in either form', async () => {
  const parts = new FormData();
  parts.set('List-Unsubscribe', 'One-Click');
  const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const init of [{ body: parts }, { body: 'List-Unsubscribe=One-Click', headers: urlencoded }])
    expect((await ask(linkOf('ANNOUNCEMENT'), { method: 'POST', ...init })).status).toBe(200);
  expect(turnedOff).toEqual(Array(2).fill({ userId: PERSON, kind: 'ANNOUNCEMENT' }));
});

test('pressed again it says the same', async () => {
  const press = () => ask(linkOf(), { method: 'POST' });
  const [first, second] = [await press(), await press()];
  expect([second.status, second.text]).toEqual([200, first.text]);
});

test('what fails is not said to be done, so that a mail program comes again', async () => {
  isFailing = true;
  const { status, text } = await ask(linkOf(), { method: 'POST' });
  expect([status, text]).toEqual([500, '']);
});

test.each(KINDS.filter((kind) => !isSecurityKind(kind)))(
  '%s has its page in both languages',
  async (kind) => {
    const english = await ask(linkOf(kind), { headers: { 'accept-language': 'en' } });
    const spanish = await ask(linkOf(kind), { headers: { 'accept-language': 'es' } });
    expect(english.text).toMatch(/<html lang="en">[^]*<h1>E-mails about [^<]+<\/h1>/);
    expect(spanish.text).toMatch(/<html lang="es">[^]*<h1>Correos sobre [^<]+<\/h1>/);
  },
);

test.each(KINDS.filter(isSecurityKind))('%s cannot be turned off by any token', async (kind) => {
  const { status } = await ask(linkOf(kind), { method: 'POST' });
  expect([status, turnedOff]).toEqual([404, []]);
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es-CO,es;q=0.9,en;q=0.8', 'es'],
  ['en-GB,en;q=0.9,es;q=0.8', 'en'],
  ['fr, es;q=0.4, en;q=0.3', 'es'],
  ['ES', 'es'],
  ['de, fr;q=0.5', 'en'],
  ['es;q=0', 'en'],
  ['estonian, *;q=0.1', 'en'],
  [',;q=x,,;', 'en'],
])('to a browser that accepts %j it speaks %s', async (accepted, language) => {
  const headers: Record<string, string> = { 'accept-language': accepted ?? '' };
  const { text } = await ask(linkOf(), accepted === undefined ? {} : { headers });
  expect(text).toContain(`<html lang="${language}">`);
});

test('its pages are whole, run no script, load nothing, stand in no frame and are kept nowhere', async () => {
  for (const [method, url] of [
    ['GET', linkOf()],
    ['POST', linkOf()],
    ['GET', `${service.url}/mail/unsubscribe`],
  ] as const) {
    const { headers, text } = await ask(url, { method });
    expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(text).toMatch(/<title>[^<]+ – Arena<\/title>/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).toContain('<main>');
    expect(text).not.toMatch(/<script|<img|<link|<iframe|javascript:|\son\w+=/i);
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  }
});

test('a token that was not signed here is not found, whatever is wrong with it', async () => {
  const token = tokens.sign(PERSON, 'MATCH_REMINDER');
  const [userId = '', kind = '', signature = ''] = token.split('.');
  const strange = createUnsubscribeTokens('another-secret').sign(PERSON, 'MATCH_REMINDER');
  const bad = [
    '',
    '.',
    '..',
    strange,
    token.slice(0, -1),
    `${token}A`,
    `${token}.`,
    `${newId()}.${kind}.${signature}`,
    `${userId}.ANNOUNCEMENT.${signature}`,
    `${userId}..${signature}`,
    `${userId}.${kind}.`,
    // the same bytes, written otherwise
    `${userId.toUpperCase()}.${kind}.${signature}`,
    `${token}=`,
    ` ${token}`,
    // signed, but for what is none
    tokens.sign('nobody', 'MATCH_REMINDER'),
    tokens.sign(PERSON, 'NOTHING' as Kind),
    '\u0000',
    'é'.repeat(token.length / 2),
    'a'.repeat(4_000),
  ];
  for (const one of bad)
    for (const method of ['GET', 'POST']) {
      const { status, text } = await ask(unsubscribeUrl(service.url, one), { method });
      expect(status, one).toBe(404);
      expect(heading(text)).toBe('No such link');
    }
  expect((await ask(`${service.url}/mail/unsubscribe?token=%E0%A4%A`)).status).toBe(404);
  expect(turnedOff).toEqual([]);
});

test('no other method is taken, and no more than a form of one field', async () => {
  const { status, headers } = await ask(linkOf(), { method: 'DELETE' });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  const large = await ask(linkOf(), { method: 'POST', body: 'x'.repeat(5_000) });
  expect(large.status).toBe(413);
  expect(turnedOff).toEqual([]);
});

test('a link holds for as long as the secret does, and stands in an address as it is', () => {
  const again = createUnsubscribeTokens('a-secret-of-this-installation');
  const token = tokens.sign(PERSON, 'TICKET_ISSUED');
  expect(again.sign(PERSON, 'TICKET_ISSUED')).toBe(token);
  expect(again.read(token)).toEqual({ userId: PERSON, kind: 'TICKET_ISSUED' });
  for (const base of ['https://arena.example', 'https://arena.example/'])
    expect(unsubscribeUrl(base, token)).toBe(`https://arena.example/mail/unsubscribe?token=${token}`);
});
