import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUBGRAPHS } from '../dev/run/stack-env.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

/** What each subgraph alone answers for, as one operation asks it. */
const ROOTS = {
  users: 'me { id } user(id: $id) { username }',
  tournaments: 'categories { code } games { code } tournaments { totalCount }',
  tickets: 'availableTickets(tournamentId: $id) { totalCount }',
  payments: 'checkout(id: $id) { id }',
};

const OWN_FIELDS = {
  users: ['me', 'user'],
  tournaments: ['categories', 'games', 'tournaments'],
  tickets: ['availableTickets'],
};

describe.each(SUBGRAPHS)('with %s stopped', (sick) => {
  let arena: StartedArena;
  let member: Member;
  beforeAll(async () => {
    arena = await startedArena();
    member = await registerMember(arena, 'zoe');
    expect((await fetch(`${arena.url}/health/ready`)).status).toBe(200);
    await member.ask('{ me { id } }');
    await arena.stack.subgraphs[sick].stop();
  });
  afterAll(() => arena[Symbol.asyncDispose]());

  test('its own root fields are null with SUBGRAPH_UNAVAILABLE, and all the rest is answered', async () => {
    const query = `query ($id: ID!) { ${Object.values(ROOTS).join(' ')} }`;
    const { status, data, errors } = await member.ask(query, { id: member.id });
    expect(status).toBe(200);
    for (const [subgraph, fields] of Object.entries(OWN_FIELDS)) {
      for (const field of fields) {
        if (subgraph === sick) expect(data[field], field).toBeNull();
        else expect(data[field], field).not.toBeNull();
      }
    }
    for (const error of errors ?? []) {
      expect(error.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: sick });
    }
    expect(errors?.length).toBeGreaterThan(0);
  });

  test('the gateway stays ready and says which subgraph is down', async () => {
    const response = await fetch(`${arena.url}/health/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ subgraphs: { [sick]: 'down' } });
  });
});

test('a person is still shown when what another subgraph adds to them is unavailable', async () => {
  await using arena = await startedArena();
  const member = await registerMember(arena, 'zoe');
  await arena.stack.subgraphs.tournaments.stop();
  const { data, errors } = await member.ask(
    'query ($id: ID!) { user(id: $id) { username organizedTournaments { totalCount } } }',
    { id: member.id },
  );
  expect(data).toEqual({ user: { username: 'zoe', organizedTournaments: null } });
  expect(errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tournaments' });
});
