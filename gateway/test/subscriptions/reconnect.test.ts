import { newId } from '@arena/subgraph-kit';
import { tcpProxy, type TcpProxy } from '@arena/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeSubscription } from '../fake-events.ts';
import { fakeSubgraph, type FakeSubgraph } from '../fake-subgraph.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { subscribed } from './sse-client.ts';
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
