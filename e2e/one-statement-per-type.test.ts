import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantPlatformAdmin } from '@arena/users';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

const QUERY = `query ($first: Int!) {
  tournaments(first: $first) {
    nodes { name category { code } game { code } organizer { username } staff { user { displayName } role } teams { name members { id } } }
  }
}`;

const DAY_MS = 86_400_000;
const TOURNAMENTS = 12;

let arena: StartedArena;

async function logInAgain({ username }: Member): Promise<string> {
  const { data } = await arena.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    {
      input: { login: username, password: 'correct horse battery' },
    },
  );
  return data.login.accessToken as string;
}

/** A category and a game, as a platform administrator makes them. */
async function makeCatalogue(): Promise<{ categoryId: string; gameId: string }> {
  const admin = await registerMember(arena, 'admin');
  await grantPlatformAdmin(arena.databaseUrls.users, 'admin');
  const ask = arena.askWith(await logInAgain(admin));
  const category = { code: '0235', name: 'Racing', alias: 'RC', participantLimit: 20 };
  const game = {
    code: 'DUEL',
    name: 'Duel',
    players: 4,
    maxTeams: 4,
    maxPlayersPerTeam: 1,
    isCooperative: false,
  };
  const { data } = await ask(
    `mutation ($category: CreateCategoryInput!, $game: CreateGameInput!) {
      createCategory(input: $category) { id } createGame(input: $game) { id }
    }`,
    { category, game },
  );
  return { categoryId: data.createCategory.id, gameId: data.createGame.id };
}

async function organize(
  organizer: Member,
  subadmin: Member,
  number: number,
  catalogue: object,
): Promise<void> {
  const startsAt = Date.now() + (number + 1) * DAY_MS;
  const { data } = await organizer.ask(
    'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }',
    {
      input: {
        ...catalogue,
        name: `Cup ${number}`,
        description: 'A cup',
        isFree: false,
        startsAt: new Date(startsAt),
        endsAt: new Date(startsAt + DAY_MS),
        prize: { description: 'A cup', total: { amount: 1, currency: 'COP' } },
      },
    },
  );
  await organizer.ask(
    'mutation ($id: ID!, $user: ID!) { addSubadmin(tournamentId: $id, userId: $user) { id } }',
    {
      id: data.createTournament.id,
      user: subadmin.id,
    },
  );
}

beforeAll(async () => {
  arena = await startedArena();
  const catalogue = await makeCatalogue();
  const members = await Promise.all(['ana', 'ben', 'cem', 'dee'].map((name) => registerMember(arena, name)));
  for (let i = 0; i < TOURNAMENTS; i += 1) {
    await organize(members[i % 4] as Member, members[(i + 1) % 4] as Member, i, catalogue);
  }
});
afterAll(() => arena[Symbol.asyncDispose]());

/** The statements that each subgraph sends for a page of the given size. */
async function statementsFor(
  first: number,
): Promise<{ users: number; tournaments: number; nodes: unknown[] }> {
  const { users, tournaments } = arena.adapters;
  users.statements.splice(0);
  tournaments.statements.splice(0);
  const { data, errors } = await arena.ask(QUERY, { first });
  expect(errors).toBeUndefined();
  return {
    users: users.statements.length,
    tournaments: tournaments.statements.length,
    nodes: data.tournaments.nodes as unknown[],
  };
}

test('a page across two subgraphs costs one statement per type, however many nodes it has', async () => {
  const small = await statementsFor(2);
  const large = await statementsFor(TOURNAMENTS);
  expect(large.nodes).toHaveLength(TOURNAMENTS);
  expect(large.nodes[0]).toMatchObject({
    organizer: { username: 'ana' },
    staff: [
      { user: { displayName: 'ANA' }, role: 'ADMIN' },
      { user: { displayName: 'BEN' }, role: 'SUBADMIN' },
    ],
    teams: [{ name: 'Team 1' }, { name: 'Team 2' }, { name: 'Team 3' }, { name: 'Team 4' }],
  });
  expect({ users: large.users, tournaments: large.tournaments }).toEqual({
    users: small.users,
    tournaments: small.tournaments,
  });
  // tournaments, categories, games, staff, teams, members; and the people, asked for on two paths of the plan
  expect(large.tournaments).toBe(6);
  expect(large.users).toBeLessThanOrEqual(2);
});
