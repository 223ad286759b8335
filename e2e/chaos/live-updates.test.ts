import { parseEnv, start } from '@arena/gateway';
import {
  askAs,
  eventually,
  person,
  running,
  tcpProxy,
  testAdapters,
  testBroker,
  testIdentityKey,
  testRedis,
  testServices,
} from '@arena/testing';
import { createClient } from 'graphql-sse';
import { expect, test } from 'vitest';
import { subgraphsAt } from '../../gateway/test/subgraphs-at.ts';
import { domainProcess, makeCatalogue } from './domain-processes.ts';

const { amqp, redis } = testServices();

const DOCUMENT = `subscription ($id: ID!) {
  tournamentUpdated(tournamentId: $id) { name ticketAvailability { available } }
}`;

type Update = { tournamentUpdated: { name: string; ticketAvailability: { available: number } | null } };

test.skipIf('missing' in amqp || 'missing' in redis)(
  'a stream outlives subgraphs that are killed and a Redis that goes away; its client notices a gap',
  async () => {
    await using broker = await testBroker({ consumers: ['tournaments', 'tickets'] });
    await using share = await testRedis();
    await using wire = await tcpProxy(share.url);
    const live = { url: wire.url, prefix: share.prefix };
    await using tournaments = await domainProcess('tournaments', broker, live);
    await using tickets = await domainProcess('tickets', broker, live);
    const [firstTournaments, firstTickets] = await Promise.all([tournaments.start(), tickets.start()]);
    await using gateway = running(
      'gateway',
      await start(
        parseEnv({
          PORT: '0',
          ...subgraphsAt('http://127.0.0.1:1'),
          TOURNAMENTS_URL: tournaments.url,
          TICKETS_URL: tickets.url,
          IDENTITY_PRIVATE_JWK: JSON.stringify(testIdentityKey),
        }),
        testAdapters(),
      ),
    );
    const organizer = person();
    const create = await makeCatalogue(tournaments.url, organizer);
    const { data } = await create('cup');
    const id = (data as { createTournament: { id: string } }).createTournament.id;

    const seen: Update[] = [];
    const ends: unknown[] = [];
    const client = createClient({ url: `${gateway.url}/graphql`, retryAttempts: 0 });
    const unsubscribe = client.subscribe<Update>(
      { query: DOCUMENT, variables: { id } },
      {
        next: ({ data }) => {
          if (data) seen.push(data);
        },
        error: (error) => void ends.push(error),
        complete: () => void ends.push('complete'),
      },
    );
    let version = 0;
    /** Renames the tournament until the client hears of it again. */
    const heardAgain = async () => {
      const before = version;
      const isNew = ({ tournamentUpdated: { name, ticketAvailability } }: Update) =>
        Number(name.replace('Cup ', '')) > before && ticketAvailability?.available === 2;
      await eventually(
        () =>
          askAs(
            tournaments.url,
            'tournaments',
            organizer,
          )('mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { id } }', {
            input: { tournamentId: id, name: `Cup ${++version}` },
          }).catch(() => undefined),
        () => seen.some(isNew),
      );
      expect(seen.some(isNew)).toBe(true);
      expect(ends).toEqual([]);
    };

    await heardAgain();
    firstTournaments.kill('SIGKILL');
    await firstTournaments.exited;
    await using _secondTournaments = await tournaments.start();
    await heardAgain();
    firstTickets.kill('SIGKILL');
    await firstTickets.exited;
    await using _secondTickets = await tickets.start();
    await heardAgain();
    wire.shut();
    wire.open();
    await heardAgain();
    unsubscribe();
    client.dispose();
  },
  120_000,
);
