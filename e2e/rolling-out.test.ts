import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, eventually, type Ask, type GraphQLAnswer } from '@arena/testing';
import { createClient } from 'graphql-sse';
import { parse, print, visit } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeCatalogue, organizeTournament, planMatch, type Catalogue } from './catalogue.ts';
import { untilForSale } from './purchases.ts';
import { PASSWORD, registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

const SCHEMA = new URL('../schema/', import.meta.url);
const read = (name: string) => readFile(new URL(name, SCHEMA), 'utf8');

const present = await read('supergraph.graphql');
const previous = await read('previous/supergraph.graphql');
const released = JSON.parse(await read('previous/operations.json')) as {
  operations: { name: string; type: string; body: string }[];
};

/** A supergraph before a field of a type was added. */
const before = (supergraph: string, typeName: string, fieldName: string): string =>
  print(
    visit(parse(supergraph), {
      ObjectTypeDefinition: (type) =>
        type.name.value === typeName
          ? { ...type, fields: type.fields?.filter(({ name }) => name.value !== fieldName) }
          : undefined,
    }),
  );

let directory: string;
let arena: StartedArena;
let catalogue: Catalogue;
let organizer: Member;
let tournamentId: string;

/** Replaces the supergraph of the gateway, whose subgraphs stay as they are. */
async function roll(supergraph: string): Promise<void> {
  const file = join(directory, 'supergraph.graphql');
  await writeFile(`${file}.next`, supergraph);
  await rename(`${file}.next`, file);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'arena-supergraph-'));
  await roll(previous);
  arena = await startedArena({
    SUPERGRAPH_FILE: join(directory, 'supergraph.graphql'),
    SUPERGRAPH_POLL_MS: '5',
  });
  catalogue = await makeCatalogue(arena);
  organizer = await registerMember(arena, 'organizer');
  tournamentId = await organizeTournament(organizer, catalogue, 1);
  await untilForSale(arena.ask, tournamentId);
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

type Watched = { heard: unknown[] } & AsyncDisposable;

/** Follows the tournament as a client of the previous release does. */
function watchTournament(): Watched {
  const client = createClient({ url: `${arena.url}/graphql`, retryAttempts: 0 });
  const heard: unknown[] = [];
  const leave = client.subscribe(
    { query: releasedOperation('WatchTournament'), variables: { tournamentId } },
    {
      next: (result) => void heard.push(result),
      error: (error) => void heard.push(error),
      complete: () => void heard.push('complete'),
    },
  );
  return {
    heard,
    [Symbol.asyncDispose]: async () => {
      leave();
      client.dispose();
    },
  };
}

/** Renames the tournament, ever anew, until whoever watches it has heard of that; nothing may be amiss. */
async function untilTold({ heard }: Watched, name: string): Promise<void> {
  let version = 0;
  await eventually(
    // an update before the subscription stands is nobody's
    async () => {
      await organizer.ask(
        'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { name } }',
        { input: { tournamentId, name: `${name} ${++version}` } },
      );
      return heard.at(-1);
    },
    (last) => last !== undefined && JSON.stringify(last).includes(name),
  );
  const told = { data: { tournamentUpdated: { id: tournamentId, organizer: { displayName: 'ORGANIZER' } } } };
  for (const event of heard) expect(event).toMatchObject(told);
  expect(heard.at(-1)).toMatchObject({
    data: { tournamentUpdated: { name: expect.stringContaining(name) } },
  });
}

/** An operation of the previous release, to the letter as its clients send it. */
function releasedOperation(name: string): string {
  const operation = released.operations.find((one) => one.name === name);
  if (!operation) throw new Error(`The previous release had no ${name}`);
  return operation.body;
}

/** Runs an operation of the previous release, which nothing may be wrong with. */
async function run(
  ask: Ask,
  name: string,
  variables: Record<string, unknown> = {},
): Promise<GraphQLAnswer['data']> {
  const { data, errors } = await ask(releasedOperation(name), variables);
  expect(errors, name).toBeUndefined();
  return data;
}

test('a gateway with the supergraph of the previous release reads from the present subgraphs', async () => {
  const { ask } = organizer;
  await planMatch(organizer, tournamentId, 1);
  const about = { tournamentId };
  expect(await run(ask, 'Catalogue')).toMatchObject({ games: [{ name: 'Duel' }] });
  expect(await run(ask, 'Tournaments')).toMatchObject({
    tournaments: {
      nodes: [{ name: 'Cup 1', organizer: { username: 'organizer' }, ticketAvailability: { available: 4 } }],
    },
  });
  expect(await run(ask, 'Tournament', { id: tournamentId })).toMatchObject({
    tournament: { staff: [{ role: 'ADMIN' }], teams: [{}, {}, {}, {}] },
  });
  expect(await run(ask, 'MyPartInTournament', { id: tournamentId })).toMatchObject({
    tournament: { myRole: 'ADMIN' },
  });
  expect(await run(ask, 'Matches', about)).toMatchObject({
    tournament: { matches: { nodes: [{ name: 'Match 1' }] } },
  });
  expect(await run(ask, 'User', { username: 'organizer' })).toMatchObject({
    userByUsername: { displayName: 'ORGANIZER' },
  });
  expect(await run(ask, 'Me')).toMatchObject({ me: { email: 'organizer@arena.example' } });
  expect(await run(ask, 'MyTickets')).toMatchObject({ me: { tickets: { nodes: [] } } });
  expect(await run(ask, 'MyTransactions')).toMatchObject({ me: { transactions: { nodes: [] } } });
  for (const name of [
    'Brackets',
    'Donations',
    'Earnings',
    'Standings',
    'TournamentBans',
    'TournamentHistory',
  ])
    expect(await run(ask, name, about), name).toMatchObject({ tournament: {} });
});

test('a gateway with the supergraph of the previous release signs people in, changes things, and tells of changes', async () => {
  const { ask } = arena;
  const newcomer = {
    email: 'newcomer@arena.example',
    username: 'newcomer',
    displayName: 'Newcomer',
    password: PASSWORD,
  };
  await run(ask, 'Register', { input: newcomer });
  const { login } = await run(ask, 'Login', { input: { login: 'newcomer', password: PASSWORD } });
  expect(login.account.user).toMatchObject({ displayName: 'Newcomer' });
  const { refreshSession } = await run(ask, 'RefreshSession', { refreshToken: login.refreshToken });
  await run(ask, 'Logout', { refreshToken: refreshSession.refreshToken });

  await using watched = watchTournament();
  await untilTold(watched, 'Cup told of');
});

test('as the supergraph becomes the present one no request fails, no subscription ends, and what is new is there', async () => {
  const { ask } = organizer;
  const askNew = () => ask('{ me { unreadNotificationCount } }');
  await roll(before(previous, 'Account', 'unreadNotificationCount'));
  const old = await eventually(askNew, (answer) => codeOf(answer) !== undefined);
  expect(codeOf(old)).toBe('GRAPHQL_VALIDATION_FAILED');

  await using watched = watchTournament();
  await untilTold(watched, 'Cup of the previous release');
  const known: GraphQLAnswer[] = [];
  const fresh: GraphQLAnswer[] = [];
  let over = false;
  const keepAsking = async (one: () => Promise<GraphQLAnswer>, answers: GraphQLAnswer[]) => {
    while (!over) answers.push(await one());
  };
  const clients = [
    ...['Tournaments', 'Me', 'MyTickets'].map((name) =>
      keepAsking(() => ask(releasedOperation(name)), known),
    ),
    keepAsking(askNew, fresh),
  ];
  const asked = (wanted: number) => {
    const from = known.length;
    return vi.waitUntil(() => known.length - from >= wanted, 10_000);
  };
  try {
    await asked(20);
    await vi.waitUntil(() => fresh.length > 0, 10_000);
    await roll(present);
    await vi.waitUntil(() => fresh.at(-1)?.errors === undefined, 10_000);
    await asked(20);
  } finally {
    over = true;
    await Promise.all(clients);
  }

  expect(known.flatMap(({ errors = [] }) => errors)).toEqual([]);
  const came = fresh.map((answer) => codeOf(answer) ?? 'counted');
  expect(came).toEqual([...came].sort((a, b) => came.indexOf(a) - came.indexOf(b)));
  expect(new Set(came)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED', 'counted']));
  await untilTold(watched, 'Cup of the present');
});
