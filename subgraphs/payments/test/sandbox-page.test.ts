import { createHash } from 'node:crypto';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProviderSession, SessionRequest } from '../src/providers/provider.ts';
import { openSandboxOnTrial } from './sandbox-on-trial.ts';

const HOUR_MS = 3_600_000;

let sandbox: Awaited<ReturnType<typeof openSandboxOnTrial>>;
beforeAll(async () => {
  sandbox = await openSandboxOnTrial();
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const openNew = (changes: Partial<SessionRequest> = {}): Promise<ProviderSession & { url: string }> => {
  const request = {
    checkoutId: newId(),
    description: 'Participant ticket: Copa Ñandú',
    amountMinor: 2_000_000,
    currency: 'COP',
    successUrl: 'https://arena.example/paid',
    cancelUrl: 'https://back.example:8443/shop?seat=1',
    expiresAt: new Date(sandbox.adapters.now().getTime() + HOUR_MS),
    ...changes,
  };
  return sandbox.provider.openSession(request, newId()) as Promise<ProviderSession & { url: string }>;
};
const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const press = async (url: string, action: string) => {
  const body = new URLSearchParams({ action });
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  const { status, headers } = response;
  return { status, location: headers.get('location'), text: await response.text() };
};
const buttons = (text: string): string[] =>
  [...text.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, label]) => label ?? '');

test('shows what is bought, for how much, until when, and a form for each thing to do', async () => {
  const { url } = await openNew({ expiresAt: new Date(Date.now() + 2 * HOUR_MS) });
  const { status, text } = await get(url);
  expect(status).toBe(200);
  expect(text).toContain('Participant ticket: Copa Ñandú');
  expect(text).toContain('COP 20,000.00');
  expect(text).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[^"]+">\d+ \w+ \d{4} at \d\d:\d\d UTC<\/time>/);
  expect(buttons(text)).toEqual(['Pay', 'Decline', 'Cancel']);
  expect(text.match(/<form method="post">/g)).toHaveLength(3);
});

test('is a whole page that tells its language, its title and one heading', async () => {
  const { text } = await get((await openNew()).url);
  expect(text).toMatch(/^<!doctype html>\s*<html lang="en">/);
  expect(text).toContain('<title>Pay COP 20,000.00 – Arena</title>');
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).toContain('<main>');
});

test('runs no script, loads nothing, stands in no frame and is kept nowhere', async () => {
  const { url } = await openNew();
  const { headers, text } = await get(url);
  expect(text).not.toMatch(/<script|<img|<link|<iframe|javascript:|\son\w+=/i);
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(text) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers.get('content-security-policy')?.split('; ')).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    // a browser holds the redirect that answers a form against this too
    "form-action 'self' https://arena.example https://back.example:8443",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
});

test('has an address that cannot be guessed', async () => {
  const { url } = await openNew();
  expect(url).toMatch(/\/pay\/checkout\?session=cs_sandbox_[\w-]{32}$/);
  const { status, text } = await get(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`);
  expect(status).toBe(404);
  expect(text).toContain('No such payment');
  expect((await get(url.replace(/\?.*/, ''))).status).toBe(404);
  expect((await press(url.replace(/\?.*/, ''), 'pay')).status).toBe(404);
  for (const id of ['%00', '%', 'cs_%27', 'a'.repeat(5_000)])
    expect((await get(url.replace(/=.*/, `=${id}`))).status, id).toBe(404);
});

test('writes what others have written as text', async () => {
  const description = `<script>alert("1")</script>' & <b>`;
  const { url } = await openNew({ description });
  const { text } = await get(url);
  expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; &amp; &lt;b&gt;');
  expect(text).not.toContain('<script>');
});

test.each([
  [1, 'COP', 'COP 0.01'],
  [Number.MAX_SAFE_INTEGER, 'COP', 'COP 90,071,992,547,409.91'],
  [1_234, 'JPY', 'JPY 1,234'],
  [1_230, 'KWD', 'KWD 1.230'],
])('writes %d minor units of %s as %s', async (amountMinor, currency, written) => {
  const { text } = await get((await openNew({ amountMinor, currency })).url);
  expect(text).toContain(`<dd>${written}</dd>`);
});

test('Pay leads to the success address, and from then on says that it is paid', async () => {
  const { url } = await openNew();
  expect(await press(url, 'pay')).toMatchObject({ status: 303, location: 'https://arena.example/paid' });
  const { text } = await get(url);
  expect(text).toContain('<h1>Paid</h1>');
  expect(buttons(text)).toEqual([]);
  expect(await press(url, 'pay')).toMatchObject({ status: 303, location: 'https://arena.example/paid' });
  expect(await press(url, 'decline')).toMatchObject({ status: 409 });
});

test('Decline says so and leaves everything open', async () => {
  const session = await openNew();
  const { status, text } = await press(session.url, 'decline');
  expect(status).toBe(200);
  expect(text).toMatch(/<p role="alert">The card was declined/);
  expect(buttons(text)).toEqual(['Pay', 'Decline', 'Cancel']);
  expect((await sandbox.provider.findSession(session.id)).state.status).toBe('OPEN');
  expect(await press(session.url, 'pay')).toMatchObject({ status: 303 });
});

test('Cancel leads back and leaves the session to be paid or expired', async () => {
  const session = await openNew();
  expect(await press(session.url, 'cancel')).toMatchObject({
    status: 303,
    location: 'https://back.example:8443/shop?seat=1',
  });
  expect((await sandbox.provider.findSession(session.id)).state.status).toBe('OPEN');
});

test('an expired session shows that, and takes no payment', async () => {
  const session = await openNew();
  await sandbox.provider.expireSession(session.id);
  const { text } = await get(session.url);
  expect(text).toContain('This payment has expired');
  expect(buttons(text)).toEqual([]);
  const { status, location } = await press(session.url, 'pay');
  expect([status, location]).toEqual([409, null]);
  expect((await sandbox.provider.findSession(session.id)).state.status).toBe('EXPIRED');
});

test('asks for the methods, the buttons and the size that it knows', async () => {
  const { url } = await openNew();
  expect((await press(url, 'steal')).status).toBe(400);
  expect((await press(url, 'x'.repeat(2_000))).status).toBe(413);
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});
