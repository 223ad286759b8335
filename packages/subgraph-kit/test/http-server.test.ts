import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { running } from '@arena/testing';
import { expect, test } from 'vitest';
import { readBody, route, sendJson, startHttpServer, type Handler } from '../src/index.ts';

/** A server under test and the errors it was told of. */
async function started(handler: Handler) {
  const errors: unknown[] = [];
  const options = { host: '127.0.0.1', port: 0, drainTimeoutMs: 1_000 };
  const http = await startHttpServer({ ...options, handler, onError: (error) => errors.push(error) });
  return { ...running('http server', http), errors };
}

/** Sends bytes as no HTTP client would. */
async function sendRaw(url: string, bytes: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return socket;
}

test.each(['//', 'http://[bad', '/nowhere', '/constructor'])('%s is not found', async (target) => {
  await using http = await started(route({ '/here': (_request, response) => sendJson(response, 200, {}) }));
  const socket = await sendRaw(
    http.url,
    `GET ${target} HTTP/1.1\r\nhost: arena\r\nconnection: close\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 404 /);
  expect(http.errors).toEqual([]);
});

test('a client that hangs up within its request is no failure of the server', async () => {
  const heard = new EventEmitter();
  await using http = await started(async (request) => {
    heard.emit('beginning');
    await readBody(request, 1_000).finally(() => heard.emit('end'));
  });
  const [beginning, end] = [once(heard, 'beginning'), once(heard, 'end')];
  const socket = await sendRaw(http.url, 'POST / HTTP/1.1\r\nhost: arena\r\ncontent-length: 9\r\n\r\n{');
  await beginning;
  socket.destroy();
  await end;
  await http.stop();
  expect(http.errors).toEqual([]);
});

test('what a handler throws is told, and the client gets a bare 500', async () => {
  await using http = await started(() => {
    throw new Error('broken');
  });
  const response = await fetch(http.url);
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(http.errors).toEqual([new Error('broken')]);
});
