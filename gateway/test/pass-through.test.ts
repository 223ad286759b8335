import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from '@arena/testing';
import { expect, test } from 'vitest';
import { startedGateway } from './started-gateway.ts';

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };

/** A service at the far end that keeps what it receives. */
async function farEnd(answer: RequestListener = (_, response) => response.end('done')) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks) });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return register('far end', { url: `http://127.0.0.1:${port}`, received }, async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
}

const inFrontOf = ({ url }: { url: string }) => startedGateway({ env: { PAYMENTS_URL: url } });

test('a webhook reaches payments to the byte, with its signature', async () => {
  await using payments = await farEnd();
  await using gateway = await inFrontOf(payments);
  const body = Buffer.from('{ "id": "evt_1",\r\n  "name": "\u00e9\u{1f3c6}" }\n');
  const answer = await fetch(`${gateway.url}/webhooks/stripe`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=abc' },
  });
  expect([answer.status, await answer.text()]).toEqual([200, 'done']);
  const [received] = payments.received;
  expect(received?.body.equals(body)).toBe(true);
  expect(received).toMatchObject({
    method: 'POST',
    url: '/webhooks/stripe',
    headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=abc' },
  });
});

test('nothing that tells the gateway who somebody is goes along', async () => {
  await using payments = await farEnd();
  await using gateway = await inFrontOf(payments);
  await fetch(`${gateway.url}/pay/checkout?session=s1`, {
    headers: { authorization: 'Bearer secret', cookie: 'a=b', 'x-user-id': '1' },
  });
  const [received] = payments.received;
  expect(received?.url).toBe('/pay/checkout?session=s1');
  expect(Object.keys(received?.headers ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(authorization|cookie|x-user-id)$/)]),
  );
});

test('the answer comes back as it is: its status, where it leads and what protects it', async () => {
  await using payments = await farEnd((_, response) => {
    const headers = { location: 'http://localhost/done', 'content-security-policy': "default-src 'none'" };
    response.writeHead(303, headers).end();
  });
  await using gateway = await inFrontOf(payments);
  const answer = await fetch(`${gateway.url}/pay/checkout?session=s1`, {
    method: 'POST',
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('http://localhost/done');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
});

test('a body of more than a mebibyte, another method, and a path beside are refused at the door', async () => {
  await using payments = await farEnd();
  await using gateway = await inFrontOf(payments);
  const send = async (path: string, init: RequestInit) => (await fetch(gateway.url + path, init)).status;
  const oversized = { method: 'POST', body: 'x'.repeat(1_048_577) };
  const refused = await fetch(`${gateway.url}/webhooks/stripe`, oversized);
  expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close']);
  expect(await send('/webhooks/stripe', { method: 'DELETE' })).toBe(405);
  expect(await send('/webhooks/stripe/more', { method: 'POST', body: '{}' })).toBe(404);
  expect(payments.received).toEqual([]);
});

test('while payments is away the sender is told to come again', async () => {
  await using gateway = await startedGateway({ env: { PAYMENTS_URL: 'http://127.0.0.1:1' } });
  const answer = await fetch(`${gateway.url}/webhooks/stripe`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
});
