import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, type TcpProxy } from '@arena/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeSubscription } from '../fake-events.ts';
import { fakeSubgraph, type FakeSubgraph } from '../fake-subgraph.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { subscribed } from './sse-client.ts';
import { subscriber, TRANSPORTS } from './subscribers.ts';
import { gatewayOfUpdates, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

let gateway: StartedGateway;
let tournaments: FakeSubgraph;
/** what stands between the gateway and tournaments */
let wire: TcpProxy;
beforeAll(async () => {
  tournaments = await fakeSubgraph();
  wire = await tcpProxy(tournaments.url);
  gateway = await gatewayOfUpdates({
    env: { SUBGRAPH_TIMEOUT_MS: '300', TOURNAMENTS_URL: new URL(wire.url).origin },
  });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await wire[Symbol.asyncDispose]();
  await tournaments[Symbol.asyncDispose]();
});

const live = () => tournaments.live;
const subscribe = () => subscribed(gateway.url, { query: UPDATES, variables });

/** Waits for a subscription beside those that there have been. */
async function untilBegunAfter(before: number): Promise<FakeSubscription> {
  const [subscription] = await live().untilOpen(1);
  expect(live().begun.length).toBe(before + 1);
  if (!subscription) throw new Error('Nothing is subscribed to');
  return subscription;
}

const issuedAt = ({ headers }: FakeSubscription) =>
  decodeJwt(headers['authorization']?.replace('Bearer ', '') ?? '').iat ?? 0;

test('a connection that is lost is made again, and its streams go on', async () => {
  await using client = await subscribe();
  const first = await untilBegunAfter(0);
  first.emit(updateEvent('Cup'));
  expect(await client.untilResults(1)).toEqual([updateResult('Cup')]);

  // the word for its caller that the gateway gave has lapsed by then
  gateway.adapters.advance(120_000);
  wire.cut();
  await live().untilOpen(0);
  const second = await untilBegunAfter(1);
  expect(issuedAt(second) - issuedAt(first)).toBeGreaterThanOrEqual(120);
  second.emit(updateEvent('Cup 2'));
  expect(await client.untilResults(2)).toEqual([updateResult('Cup'), updateResult('Cup 2')]);
});

test('while a subgraph is away its streams wait, and new ones are told so', async () => {
  await using waiting = await subscribe();
  await live().untilOpen(1);
  const begun = live().begun.length;
  wire.shut();
  await using told = await subscribed(gateway.url, { query: UPDATES, variables: { id: newId() } });
  await told.ended;
  expect(told.results()).toMatchObject([
    { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tournaments' } }] },
  ]);
  wire.open();
  const again = await untilBegunAfter(begun);
  again.emit(updateEvent('Cup'));
  expect(await waiting.untilResults(1)).toEqual([updateResult('Cup')]);
});

/** Waits for streams of the two tournaments, and gives what tells of each. */
async function untilBoth(one: string, other: string) {
  const open = await eventually(
    async () => live().open(),
    (found) => [one, other].every((id) => found.some(({ variables }) => variables['id'] === id)),
  );
  return (id: string, name: string) =>
    open.filter(({ variables }) => variables['id'] === id).forEach(({ emit }) => emit(updateEvent(name, id)));
}

test.each([
  [4500, 'something went wrong with one of its streams'],
  [1009, 'a message is too large'],
  [4400, 'a message is invalid'],
])('a subgraph that closes the connection with %i since %s costs the others a gap', async (code) => {
  const [id, another] = [newId(), newId()];
  const others = await Promise.all(
    TRANSPORTS.map((transport) => subscriber(transport, gateway.url, { variables: { id } })),
  );
  await live().untilOpen(1);
  let closings = 0;
  live().closeAt = ({ id: asked }) => (asked === another && closings++ < 2 ? code : undefined);
  await using closing = await subscribed(gateway.url, { query: UPDATES, variables: { id: another } });
  const tell = await untilBoth(id, another);
  tell(id, 'Cup');
  tell(another, 'Final');
  for (const { until } of others)
    expect(await until(({ length }) => length > 0)).toEqual([updateResult('Cup', id)]);
  expect(await closing.untilResults(1)).toEqual([updateResult('Final', another)]);
  expect(closings).toBeGreaterThan(2);
  for (const other of others) await other[Symbol.asyncDispose]();
});

const OTHERS = 30;

test('a subscription at which the connection is closed time and again is given up, the others go on', async () => {
  const closer = newId();
  const ids = Array.from({ length: OTHERS }, () => newId());
  const others = await Promise.all(
    ids.map((id) => subscriber('server-sent events', gateway.url, { variables: { id } })),
  );
  const tell = (open: FakeSubscription[], name: string) => {
    for (const { emit, variables } of open) emit(updateEvent(name, String(variables['id'])));
  };
  tell(await live().untilOpen(OTHERS), 'Cup');
  for (const other of others) await other.until(({ length }) => length > 0);

  let closings = 0;
  live().closeAt = ({ id }) => {
    if (id !== closer) return undefined;
    closings += 1;
    return 4500;
  };
  await using given = await subscribed(gateway.url, { query: UPDATES, variables: { id: closer } });
  await given.ended;
  live().closeAt = undefined;
  expect(given.results()).toMatchObject([
    { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tournaments' } }] },
  ]);
  expect(closings).toBe(6);
  tell(await live().untilOpen(OTHERS), 'Final');
  for (const [index, other] of others.entries()) {
    const results = await other.until(({ length }) => length > 1);
    expect(results).toEqual(['Cup', 'Final'].map((name) => updateResult(name, ids[index])));
  }
  for (const other of others) await other[Symbol.asyncDispose]();
});
