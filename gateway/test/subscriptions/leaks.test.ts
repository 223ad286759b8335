import { once } from 'node:events';
import { request } from 'node:http';
import { queryObjects } from 'node:v8';
import { eventually } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Feed } from '../../src/subscriptions/feed.ts';
import { Stream } from '../../src/subscriptions/stream.ts';
import { Upstream } from '../../src/subscriptions/upstream.ts';
import { Client } from '../../src/websocket/client.ts';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { streamed } from './http-client.ts';
import { operation, rawSocket, welcomedSocket } from './raw-socket.ts';
import { gatewayOfUpdates, updateEvent, UPDATES } from './tournament-updates.ts';

const CLIENTS = 1_000;
const AT_ONCE = 60;

/** What a client of the test goes by. */
type Visit = { headers: Record<string, string>; variables: object };

/** A client comes; what it gives has it go. */
type Kind = (visit: Visit) => Promise<() => unknown>;

let gateway: StartedGateway;
let someone: Record<string, string>;
beforeAll(async () => {
  gateway = await gatewayOfUpdates({ jwks });
  someone = bearer(await accessToken());
});
afterAll(() => gateway[Symbol.asyncDispose]());

const live = () => gateway.tournaments.live;
const begins = ({ variables }: Visit) => operation('1', UPDATES, { variables });

/** Asks by HTTP over a connection of its own. */
const asking = (accept: string, { headers, variables }: Visit, query = UPDATES) =>
  streamed(gateway.url, {
    headers: { accept, connection: 'close', ...headers },
    body: { query, variables },
  });

const EVENTS = 'text/event-stream';
const PARTS = 'multipart/mixed;subscriptionSpec=1.0';

const subscribed = async (visit: Visit) => {
  const client = await welcomedSocket(gateway.url, visit.headers);
  client.send(begins(visit));
  return client;
};

/** Takes one answer that is no stream. */
const refused = (accept: string, query?: string, headers?: Record<string, string>): Kind => {
  return async (visit) => {
    const answer = await asking(accept, { ...visit, ...(headers && { headers }) }, query);
    await answer.ended;
    return () => answer[Symbol.asyncDispose]();
  };
};

/** Leaves before the answer has begun. */
const leavesEarly =
  (accept: string): Kind =>
  async ({ headers, variables }) => {
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { accept, 'content-type': 'application/json', ...headers },
    });
    sent.on('error', () => {});
    sent.end(JSON.stringify({ query: UPDATES, variables }));
    await once(sent, 'finish');
    sent.destroy();
    return () => {};
  };

const kinds: Record<string, Kind> = {
  'says goodbye': async (visit) => {
    const client = await subscribed(visit);
    return async () => {
      client.send({ id: '1', type: 'complete' });
      client.socket.close(1000);
      await client.closed;
      await client[Symbol.asyncDispose]();
    };
  },
  'closes without a word': async (visit) => {
    const client = await subscribed(visit);
    return () => client[Symbol.asyncDispose]();
  },
  'is gone while its subscription is being begun': async (visit) => {
    const client = await subscribed(visit);
    await client[Symbol.asyncDispose]();
    return () => {};
  },
  'is gone while it is being let in': async ({ headers }) => {
    const client = await rawSocket(gateway.url);
    client.send({ type: 'connection_init', payload: headers });
    await client[Symbol.asyncDispose]();
    return () => {};
  },
  'never says anything': async () => {
    const client = await rawSocket(gateway.url);
    return () => client[Symbol.asyncDispose]();
  },
  'takes an id again while it is in use': async (visit) => {
    const client = await subscribed(visit);
    client.send({ id: '1', type: 'complete' }, begins(visit));
    return () => client[Symbol.asyncDispose]();
  },
  'takes an id twice': async (visit) => {
    const client = await subscribed(visit);
    client.send(begins(visit));
    await client.closed;
    return () => client[Symbol.asyncDispose]();
  },
  'is not let in': async () => {
    const client = await rawSocket(gateway.url);
    client.send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } });
    await client.closed;
    return () => client[Symbol.asyncDispose]();
  },
  'sends an invalid document': async ({ headers }) => {
    const client = await welcomedSocket(gateway.url, headers);
    client.send(operation('1', 'subscription { nothing }'));
    await client.next();
    return () => client[Symbol.asyncDispose]();
  },
  'takes events': async (visit) => {
    const answer = await asking(EVENTS, visit);
    return () => answer[Symbol.asyncDispose]();
  },
  'takes parts': async (visit) => {
    const answer = await asking(PARTS, visit);
    return () => answer[Symbol.asyncDispose]();
  },
  'leaves before events': leavesEarly(EVENTS),
  'leaves before parts': leavesEarly(PARTS),
  'sends an invalid document for events': refused(EVENTS, 'subscription { nothing }'),
  'sends an invalid document for parts': refused(PARTS, 'subscription { nothing }'),
  'has a bad token': refused(EVENTS, UPDATES, { authorization: 'Bearer a.b.c' }),
};
const everyKind = Object.values(kinds);

/** Has so many clients of all kinds come and go, some signed in, with events in between. */
async function comeAndGo(count: number): Promise<void> {
  for (let first = 0; first < count; first += AT_ONCE) {
    const arrivals = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => {
      const kind = everyKind[(first + index) % everyKind.length] as Kind;
      const round = Math.floor((first + index) / everyKind.length);
      return kind({
        headers: round % 2 === 0 ? someone : {},
        variables: { id: `tournament ${round % 3}` },
      });
    });
    const leaves = await Promise.all(arrivals);
    for (const subscription of live().open()) subscription.emit(updateEvent('Cup'));
    await Promise.all(leaves.map((leave) => leave()));
  }
  await live().untilOpen(0);
  await eventually(
    async () => live().connections(),
    (connections) => connections === 0,
  );
}

/** What everything that is there for one client counts as here, so that one look at the heap finds it all. */
class Kept {} // eslint-disable-line @typescript-eslint/no-extraneous-class -- it is only to be counted by
const KEPT = [Stream, Feed, Upstream, Client];
for (const { prototype } of KEPT) Object.setPrototypeOf(prototype, Kept.prototype);
/** How many there are beside the prototypes. */
const countKept = () => (queryObjects(Kept) as number) - KEPT.length;
const untilKept = (count: number) =>
  eventually(
    async () => countKept(),
    (kept) => kept === count,
  );

/** How much there is of each kind of resource that keeps the process alive, and of listeners to it. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  for (const event of process.eventNames())
    counts[`${String(event)} listener`] = process.listenerCount(event);
  return counts;
}

test(`after ${CLIENTS} clients have come and gone, nothing of them is left`, async () => {
  const warnings: string[] = [];
  const warned = ({ name }: Error) => warnings.push(name);
  process.on('warning', warned);
  // the first have connections to subgraphs opened, and documents planned, that are kept
  await comeAndGo(2 * everyKind.length);
  expect(await untilKept(0)).toBe(0);
  const before = resources();
  const last = await subscribed({ headers: someone, variables: { id: 'last' } });
  await live().untilOpen(1);
  expect(await untilKept(4), 'a stream, its feed, its upstream and its client').toBe(4);
  await last[Symbol.asyncDispose]();

  await comeAndGo(CLIENTS);
  const added = await eventually(
    async () => Object.entries(resources()).filter(([kind, count]) => count > (before[kind] ?? 0)),
    ({ length }) => length === 0,
  );
  process.off('warning', warned);
  expect(added).toEqual([]);
  expect(await untilKept(0)).toBe(0);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
});
