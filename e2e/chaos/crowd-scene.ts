import { routingKey, type ArenaEvent } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import {
  askAs,
  eventually,
  graphqlClient,
  person,
  register,
  testBroker,
  type Ask,
  type TestProcess,
} from '@arena/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { accessToken, jwks } from '../../gateway/test/access-tokens.ts';
import { fakeSubgraph } from '../../gateway/test/fake-subgraph.ts';
import { domainProcess, type DomainProcess } from './domain-processes.ts';
import { gatewayProcess, type GatewayProcess } from './gateway-process.ts';

/** A gateway as a process of its own, before a streams of its own. */
export type Side = GatewayProcess & { streams: DomainProcess; process: TestProcess };

type SessionEvent = { type: string; reason: string | null };

/** Somebody who is signed in at either gateway. */
export type Fan = {
  id: string;
  askAt: (side: Side) => Ask;
  /** Watches a match in a window of its own; resolves once they are told that they do. */
  watch: (side: Side, matchId: string) => Promise<Watching>;
};

export type Watching = {
  /** what has happened since, counts aside */
  events: SessionEvent[];
  /** resolves when it has ended, whoever ended it */
  ended: Promise<void>;
  stop: () => void;
};

const WATCH = 'subscription ($id: ID!) { watchStream(matchId: $id) { type reason } }';

async function watch(url: string, token: string, matchId: string): Promise<Watching> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const events: SessionEvent[] = [];
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>((end) => {
      client.subscribe<{ watchStream: SessionEvent | null }>(
        { query: WATCH, variables: { id: matchId } },
        {
          next: ({ data, errors }) => {
            if (errors) reject(new Error(JSON.stringify(errors)));
            const event = data?.watchStream;
            if (event && event.type !== 'VIEWER_COUNT') events.push(event);
            if (event?.type === 'JOINED') resolve({ events, ended, stop: () => void client.dispose() });
          },
          error: (error) => {
            reject(new Error('The watch failed', { cause: error }));
            end();
          },
          complete: end,
        },
      );
    });
  });
}

/** Somebody new. */
export async function newFan(): Promise<Fan> {
  const id = newId();
  const token = await accessToken({ claims: { sub: id } });
  return {
    id,
    askAt: ({ url }) => graphqlClient(url, { authorization: `Bearer ${token}` }),
    watch: ({ url }, matchId) => watch(url, token, matchId),
  };
}

/** Two gateways, each before a streams of its own, on one database, one Redis and one broker. */
export async function crowdScene(redis: { url: string; prefix: string }, variables: Record<string, string>) {
  const broker = await testBroker({ consumers: ['streams', 'gateway'] });
  const bus = await broker.connect();
  const users = await fakeSubgraph(jwks);
  const opened: AsyncDisposable[] = [];
  const keep = <Opened extends AsyncDisposable>(one: Opened): Opened => {
    opened.unshift(one);
    return one;
  };

  const startGateway = async (streams: DomainProcess): Promise<GatewayProcess> => {
    const started = await gatewayProcess(broker, redis, { USERS_URL: users.url, STREAMS_URL: streams.url });
    keep(started.gateway);
    return started;
  };

  const startSide = async (streams: DomainProcess): Promise<Side> => {
    const [process, started] = await Promise.all([streams.start(), startGateway(streams)]);
    return { streams, process, ...started };
  };

  const first = keep(await domainProcess('streams', broker, redis, variables));
  const sameData = { ...variables, DATABASE_URL: first.database.url };
  const second = keep(await domainProcess('streams', broker, redis, sameData));
  const sides = await Promise.all([startSide(first), startSide(second)]);

  const organizer = person();
  const publish = ({ name, payload }: ArenaEvent) =>
    bus.publish([
      { id: newId(), routingKey: routingKey(name), content: JSON.stringify(payload), headers: {} },
    ]);

  /** A match that is free to watch, with a stream; its id. */
  const newStreamedMatch = async (): Promise<string> => {
    const [tournamentId, matchId] = [newId(), newId()];
    const at = new Date(Date.now() + 86_400_000).toISOString();
    const money = { currency: 'COP', participantPriceMinor: 0, viewerPriceMinor: 0 };
    await publish({
      name: 'tournaments.created',
      payload: {
        tournamentId,
        organizerId: organizer.userId,
        capacity: 2,
        ...money,
        startsAt: at,
        endsAt: at,
      },
    });
    await publish({ name: 'matches.created', payload: { matchId, tournamentId, startsAt: at } });
    const ask = askAs(first.url, 'streams', organizer);
    const platforms = (await ask('{ platforms { id name } }')).data.platforms as {
      id: string;
      name: string;
    }[];
    const platformId = platforms.find(({ name }) => name === 'YouTube')?.id;
    await eventually(
      () =>
        ask('mutation ($input: CreateStreamInput!) { createStream(input: $input) { id } }', {
          input: { matchId, platformId, url: 'https://youtu.be/live' },
        }),
      ({ errors }) => errors === undefined,
    );
    return matchId;
  };

  return register(
    'crowd scene',
    {
      sides,
      newStreamedMatch,
      startGateway,
      organizer: { askAt: ({ streams }: Side): Ask => askAs(streams.url, 'streams', organizer) },
    },
    async () => {
      for (const one of opened) await one[Symbol.asyncDispose]();
      await users[Symbol.asyncDispose]();
      await bus[Symbol.asyncDispose]();
      await broker[Symbol.asyncDispose]();
    },
  );
}
