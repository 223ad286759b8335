import { eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { gate } from '../execution/fixture.ts';
import { streamed } from './http-client.ts';
import { operation, welcomedSocket } from './raw-socket.ts';
import { gatewayOfUpdates, UPDATES, variables } from './tournament-updates.ts';

const errors = [
  {
    message: 'This gateway is shutting down: subscribe again',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', reason: 'SHUTTING_DOWN' },
  },
];

test('a gateway that stops says so to every stream, and waits for none', async () => {
  await using gateway = await gatewayOfUpdates();
  const body = { query: UPDATES, variables };
  await using events = await streamed(gateway.url, { headers: { accept: 'text/event-stream' }, body });
  await using parts = await streamed(gateway.url, {
    headers: { accept: 'multipart/mixed;subscriptionSpec=1.0' },
    body,
  });
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.once('open', () => socket.send('{"type":"connection_init"}'));
  await acknowledged;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: body }));
  await gateway.tournaments.live.untilOpen(1);

  await gateway.stop();
  expect(await closed).toBe(1001);
  await Promise.all([events.ended, parts.ended]);
  expect(events.text()).toBe(
    `:\n\nevent: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata:\n\n`,
  );
  const last = JSON.stringify({ payload: null, errors });
  expect(parts.text()).toBe(
    `\r\n--graphql\r\ncontent-type: application/json\r\n\r\n${last}\r\n--graphql--\r\n`,
  );
  await gateway.tournaments.live.untilOpen(0);
});

test('what is under way over WebSocket is answered before the connection ends, and nothing begins any more', async () => {
  await using gateway = await gatewayOfUpdates();
  await using client = await welcomedSocket(gateway.url);
  const { passed, open } = gate();
  gateway.users.answer = async () => {
    await passed;
    return { body: { data: { logout: true } } };
  };
  client.send(operation('1', 'mutation { logout(refreshToken: "x") }'));
  await eventually(
    async () => gateway.users.received.length,
    (length) => length === 1,
  );
  const stopped = gateway.stop();
  for (const query of ['mutation { logout(refreshToken: "y") }', UPDATES]) {
    client.send(operation('2', query, { variables }));
    expect(await client.next()).toMatchObject({
      id: '2',
      type: 'error',
      payload: [{ extensions: { code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED' } }],
    });
  }
  open();
  expect(await client.next()).toEqual({ id: '1', type: 'next', payload: { data: { logout: true } } });
  expect(await client.next()).toEqual({ id: '1', type: 'complete' });
  expect(await client.closed).toBe(1001);
  await stopped;
  expect(gateway.users.received).toHaveLength(1);
  expect(gateway.tournaments.live.begun).toEqual([]);
});
