import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { eventually } from '@arena/testing';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';

let arena: StartedArena;
let organizer: Member;
let tournamentId: string;

beforeAll(async () => {
  arena = await startedArena();
  const catalogue = await makeCatalogue(arena);
  organizer = await registerMember(arena, 'organizer');
  tournamentId = await organizeTournament(organizer, catalogue, 1);
  // tickets has heard of it
  await eventually(
    () => arena.ask(`{ tournament(id: "${tournamentId}") { ticketAvailability { available } } }`),
    ({ data }) => data.tournament.ticketAvailability?.available === 4,
  );
});
afterAll(() => arena[Symbol.asyncDispose]());

const DOCUMENT = `subscription ($id: ID!) {
  tournamentUpdated(tournamentId: $id) {
    name status organizer { displayName } ticketAvailability { available }
  }
}`;

type Results = unknown[];
/** Begins to collect what a client receives; gives a function that ends it. */
type Subscribe = (results: Results) => () => void;

const webSocketUrl = () => `${arena.url.replace('http', 'ws')}/graphql`;

const throughApollo =
  (link: () => HttpLink | GraphQLWsLink): Subscribe =>
  (results) => {
    const client = new ApolloClient({ link: link(), cache: new InMemoryCache() });
    const subscription = client
      .subscribe({ query: gql(DOCUMENT), variables: { id: tournamentId } })
      .subscribe({ next: (result) => results.push(result), error: (error) => results.push(error) });
    return () => {
      subscription.unsubscribe();
      client.stop();
    };
  };

const sink = (results: Results) => ({
  next: (result: unknown) => void results.push(result),
  error: (error: unknown) => void results.push(error),
  complete: () => void results.push('complete'),
});
const payload = () => ({ query: DOCUMENT, variables: { id: tournamentId } });

const clients: Record<string, Subscribe> = {
  'Apollo Client over HTTP multipart': throughApollo(() => new HttpLink({ uri: `${arena.url}/graphql` })),
  'Apollo Client over graphql-ws': throughApollo(
    () => new GraphQLWsLink(createWsClient({ url: webSocketUrl(), webSocketImpl: WebSocket })),
  ),
  'graphql-ws': (results) => {
    const client = createWsClient({ url: webSocketUrl(), webSocketImpl: WebSocket });
    return client.subscribe(payload(), sink(results));
  },
  'graphql-sse': (results) => {
    const client = createSseClient({ url: `${arena.url}/graphql` });
    return client.subscribe(payload(), sink(results));
  },
};

const rename = async (name: string) => {
  const { data } = await organizer.ask(
    'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { name } }',
    { input: { tournamentId, name } },
  );
  expect(data.updateTournament.name).toBe(name);
};

test.each(Object.keys(clients))('%s receives an update with the fields of three subgraphs', async (name) => {
  const results: Results = [];
  const unsubscribe = clients[name]?.(results);
  let version = 0;
  // an update before the subscription stands is nobody's
  await eventually(
    () => rename(`${name} ${++version}`),
    () => results.length > 0,
  );
  unsubscribe?.();
  expect(results[0]).toMatchObject({
    data: {
      tournamentUpdated: {
        name: expect.stringContaining(name),
        status: 'PENDING',
        organizer: { displayName: 'ORGANIZER' },
        ticketAvailability: { available: 4 },
      },
    },
  });
});
