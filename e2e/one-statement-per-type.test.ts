import { eventually, onServer } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCatalogue, organizeTournament } from './catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

const QUERY = `query ($first: Int!) {
  tournaments(first: $first) {
    nodes {
      name category { code } game { code } organizer { username } staff { user { displayName } role }
      teams { name members { id } } donationSummary { count } donations(first: 2) { nodes { id } }
    }
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
  // what it is told of costs payments statements too
  const handled = () =>
    onServer(
      arena.databaseUrls.payments,
      (sql) =>
        sql`select from inbox where routing_key in ('tournaments.created.v1', 'tournaments.staff-changed.v1')`,
    );
  await eventually(handled, ({ length }) => length === 2 * TOURNAMENTS);
  // and to find out how people are reached who are told by mail costs users some: two for each who has registered, the
  // administrator among them, and one for each who has become staff
  const mailed = () =>
    onServer(arena.databaseUrls.notifications, (sql) => sql`select from mails where state = 'SENT'`);
  await eventually(mailed, ({ length }) => length === 2 * (members.length + 1) + TOURNAMENTS);
});
afterAll(() => arena[Symbol.asyncDispose]());

/** The statements that each subgraph sends for a page of the given size. */
async function statementsFor(
  first: number,
): Promise<{ users: number; tournaments: number; payments: number; nodes: unknown[] }> {
  const { users, tournaments, payments } = arena.adapters;
  for (const { statements } of [users, tournaments, payments]) statements.splice(0);
  const { data, errors } = await arena.ask(QUERY, { first });
  expect(errors).toBeUndefined();
  return {
    users: users.statements.length,
    tournaments: tournaments.statements.length,
    payments: payments.statements.length,
    nodes: data.tournaments.nodes as unknown[],
  };
}

test('a page across three subgraphs costs one statement per type, however many nodes it has', async () => {
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
    donationSummary: { count: 0 },
    donations: { nodes: [] },
  });
  expect({ ...large, nodes: [] }).toEqual({ ...small, nodes: [] });
  // tournaments, categories, games, staff, teams, members; and the people, asked for on two paths of the plan
  expect(large.tournaments).toBe(6);
  expect(large.users).toBeLessThanOrEqual(2);
  // whether they are known, their sums, and their gifts
  expect(large.payments).toBeLessThanOrEqual(3);
});
