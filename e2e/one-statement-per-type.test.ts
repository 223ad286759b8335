import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCatalogue, organizeTournament } from './catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

const QUERY = `query ($first: Int!) {
  tournaments(first: $first) {
    nodes { name category { code } game { code } organizer { username } staff { user { displayName } role } teams { name members { id } } }
  }
}`;

const TOURNAMENTS = 12;

let arena: StartedArena;

beforeAll(async () => {
  arena = await startedArena();
  const catalogue = await makeCatalogue(arena);
  const members = await Promise.all(['ana', 'ben', 'cem', 'dee'].map((name) => registerMember(arena, name)));
  for (let i = 0; i < TOURNAMENTS; i += 1) {
    const [organizer, subadmin] = [members[i % 4] as Member, members[(i + 1) % 4] as Member];
    const id = await organizeTournament(organizer, catalogue, i);
    await organizer.ask(
      'mutation ($id: ID!, $user: ID!) { addSubadmin(tournamentId: $id, userId: $user) { id } }',
      {
        id,
        user: subadmin.id,
      },
    );
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
