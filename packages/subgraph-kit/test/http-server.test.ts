import { EventEmitter, once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { running } from '@arena/testing';
import { expect, onTestFinished, test } from 'vitest';
import {
  readBody,
  route,
  routeUpgrades,
  sendJson,
  startHttpServer,
  type Handler,
  type UpgradeHandler,
} from '../src/index.ts';

/** A server under test and the errors it was told of. */
async function started(handler: Handler, onUpgrade?: UpgradeHandler) {
  const errors: unknown[] = [];
  const options = { host: '127.0.0.1', port: 0, drainTimeoutMs: 1_000, onUpgrade };
  const http = await startHttpServer({ ...options, handler, onError: (error) => errors.push(error) });
  return { ...http, ...running('http server', http), errors };
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

const answerTo = async (url: string, head: string) => {
  const socket = await sendRaw(url, head);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
};

const asking = (path: string, protocol: string, more = '') =>
  `POST ${path} HTTP/1.1\r\nhost: arena\r\nconnection: Upgrade, HTTP2-Settings\r\nupgrade: ${protocol}\r\n${more}`;

test('a connection that goes on as a WebSocket is handed over, on its path alone', async () => {
  const onUpgrade = routeUpgrades({ '/here': (_request, socket) => socket.end('yours') });
  await using http = await started(route({}), onUpgrade);
  expect(await answerTo(http.url, asking('/here?a=1', 'websocket', '\r\n'))).toBe('yours');
  expect(await answerTo(http.url, asking('/there', 'WebSocket', '\r\n'))).toMatch(/^HTTP\/1.1 404 /);
});

test('a request that would go on in another protocol is answered as any other, its body and all', async () => {
  const handler: Handler = async (request, response) =>
    sendJson(response, 200, {
      body: String(await readBody(request, 100)),
      custom: request.headers['x-custom'],
    });
  await using http = await started(handler, () => {});
  const more = 'http2-settings: AAEAAEAAAAIAAAAA\r\nx-custom: Ñandú\r\ncontent-length: 4\r\n\r\nwhat';
  const answer = await answerTo(http.url, asking('/', 'h2c', more));
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toContain('"body":"what"');
  expect(http.errors).toEqual([]);
});

test('where nobody takes WebSockets, who asks for one gets the answer to the request', async () => {
  await using http = await started(route({}));
  expect(await answerTo(http.url, asking('/', 'websocket', '\r\n'))).toMatch(/^HTTP\/1.1 404 /);
});

test('a connection that was handed over holds a stop up no longer than any other', async () => {
  await using http = await started(route({}), (_request, socket) => socket.write('yours'));
  const socket = await sendRaw(http.url, asking('/', 'websocket', '\r\n'));
  await once(socket, 'data');
  await http.stop();
  if (!socket.destroyed) await once(socket, 'close');
});

test('a server that leaves serves on, and each answer ends its connection', async () => {
  const heard = new EventEmitter();
  const handler: Handler = async (request, response) => {
    if (request.url === '/slow') {
      heard.emit('slow');
      await once(heard, 'left');
    }
    sendJson(response, 200, {});
  };
  await using http = await started(handler, (_request, socket) => socket.end('yours'));
  const { port } = new URL(http.url);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const connectionOf = (path: string) =>
    new Promise((resolve, reject) => {
      const request = get({ agent, port, path, host: '127.0.0.1' }, (response) => {
        response.resume().once('end', () => resolve(response.headers.connection));
      });
      request.once('error', reject);
    });
  expect(await connectionOf('/')).toBe('keep-alive');

  const arrived = once(heard, 'slow');
  const slow = connectionOf('/slow');
  await arrived;
  await http.leave();
  expect(http.draining()).toBe(true);
  heard.emit('left');
  // of what was in hand, on what was kept alive, and on a new connection
  expect(await Promise.all([slow, connectionOf('/'), connectionOf('/')])).toEqual([
    'close',
    'close',
    'close',
  ]);
  expect(await answerTo(http.url, asking('/', 'websocket', '\r\n'))).toBe('yours');
});
