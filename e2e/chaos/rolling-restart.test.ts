import {
  eventually,
  graphqlClient,
  person,
  testBroker,
  testRedis,
  testServices,
  type GraphQLAnswer,
} from '@arena/testing';
import { createClient } from 'graphql-ws';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { accessToken, jwks } from '../../gateway/test/access-tokens.ts';
import { fakeSubgraph } from '../../gateway/test/fake-subgraph.ts';
import { balancer } from './balancer.ts';
import { domainProcess, makeCatalogue } from './domain-processes.ts';
import { gatewayProcess } from './gateway-process.ts';

// four gateways are started here, one after the other, under load
vi.setConfig({ testTimeout: 120_000 });

/** Longer than whoever leads requests to the gateways takes to see that one leaves. */
const DRAIN_GRACE_MS = '3000';
const CLIENTS = 8;
/** Answered while a gateway is there, before one goes. */
const ROUND = 20 * CLIENTS;

const LIST = '{ tournaments(first: 5) { nodes { id name } } }';
const CHANGE = 'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { id } }';
const UPDATES = 'subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { description } }';

const { amqp, redis: redisService } = testServices();

describe.skipIf('missing' in amqp || 'missing' in redisService)('two gateways behind a balancer', () => {
  test('are replaced one after the other under load, and no request fails', async () => {
    await using broker = await testBroker({ consumers: ['tournaments', 'gateway'] });
    await using redis = await testRedis();
    await using users = await fakeSubgraph(jwks);
    await using tournaments = await domainProcess('tournaments', broker, redis);
    await tournaments.start();
    const organizer = person();
    const made = await (await makeCatalogue(tournaments.url, organizer))('1');
    const tournamentId: string = made.data.createTournament.id;

    await using balanced = await balancer();
    const open = async () => {
      const { url, gateway } = await gatewayProcess(broker, redis, {
        ...{ USERS_URL: users.url, TOURNAMENTS_URL: tournaments.url, READY_DEADLINE_MS: '0' },
        DRAIN_GRACE_MS,
      });
      await balanced.add(url);
      return { ...gateway, url };
    };
    await using first = await open();
    await using second = await open();

    const token = await accessToken({ claims: { sub: organizer.userId } });
    const ask = graphqlClient(balanced.url, { authorization: `Bearer ${token}` });
    const failed: unknown[] = [];
    let answered = 0;
    const note = (asked: Promise<GraphQLAnswer>) =>
      asked.then(
        ({ errors }) => (errors ? failed.push(errors) : answered++),
        (error: unknown) => failed.push(error),
      );
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = 0; !isOver; n++) {
        const description = `Change ${n} of client ${client}`;
        await note(n % 4 ? ask(LIST) : ask(CHANGE, { input: { tournamentId, description } }));
      }
    });

    const follower = createClient({
      url: `${balanced.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 20,
    });
    onTestFinished(async () => follower.dispose());
    const heard: string[] = [];
    follower.subscribe<{ tournamentUpdated: { description: string } }>(
      { query: UPDATES, variables: { id: tournamentId } },
      {
        next: ({ data, errors }) =>
          void heard.push(data?.tournamentUpdated.description ?? JSON.stringify(errors)),
        error: (error) => void heard.push(String(error)),
        complete: () => {},
      },
    );

    const served = async ({ url }: { url: string }) => {
      const before = answered;
      await eventually(async () => (balanced.taken.get(url) ?? 0) > 0 && answered >= before + ROUND, Boolean);
    };
    const replaced = async (gateway: typeof first) => {
      gateway.kill('SIGTERM');
      expect(await gateway.exited).toBe(0);
      return open();
    };
    await served(first);
    await served(second);
    // whoever has a connection to the second keeps it, until that leaves too
    await using third = await replaced(first);
    await using fourth = await replaced(second);
    await served(third);
    isOver = true;
    await Promise.all(clients);

    expect(failed).toEqual([]);
    expect((await graphqlClient(fourth.url)(LIST)).errors).toBeUndefined();
    // who follows live has come back by itself
    const last = 'After the gateways';
    await eventually(
      async () => {
        await ask(CHANGE, { input: { tournamentId, description: last } });
        return heard;
      },
      (all) => all.includes(last),
    );
    expect(heard).toContain(last);
    // while there is somebody to take leave of
    await follower.dispose();
  });
});
