import { routingKey } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUBGRAPHS } from '../dev/run/stack-env.ts';
import { askToGive } from './buying.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

/** What each subgraph alone answers for, as one operation asks it. */
const ROOTS = {
  users: 'me { id } user(id: $id) { username }',
  tournaments: 'categories { code } games { code } tournaments { totalCount }',
  tickets: 'availableTickets(tournamentId: $id) { totalCount }',
  payments: 'checkout(id: $checkout) { status }',
  streams: 'platforms { name }',
  notifications: 'own: me { unreadNotificationCount }',
};

const OWN_FIELDS = {
  users: ['me', 'user'],
  tournaments: ['categories', 'games', 'tournaments'],
  tickets: ['availableTickets'],
  payments: ['checkout'],
  streams: ['platforms'],
  notifications: [],
};

/** Opens a checkout of a gift to a tournament of which payments alone has been told; its id. */
async function openCheckout(arena: StartedArena, member: Member): Promise<string> {
  const at = new Date(Date.now() + 86_400_000);
  const tournament = {
    tournamentId: newId(),
    organizerId: newId(),
    capacity: 2,
    currency: 'COP',
    participantPriceMinor: 0,
    viewerPriceMinor: 0,
    startsAt: at,
    endsAt: at,
  };
  const content = JSON.stringify(tournament);
  await arena.bus.publish([
    { id: newId(), routingKey: routingKey('tournaments.created'), content, headers: {} },
  ]);
  const amount = { amount: 1_000_000, currency: 'COP' };
  const gift = { origin: arena.url, tournamentId: tournament.tournamentId, amount };
  const { data } = await eventually(
    () => askToGive(member, gift),
    ({ errors }) => errors === undefined,
  );
  return data.checkout.id;
}

describe.each(SUBGRAPHS)('with %s stopped', (sick) => {
  let arena: StartedArena;
  let member: Member;
  let checkoutId: string;
  beforeAll(async () => {
    arena = await startedArena();
    member = await registerMember(arena, 'zoe');
    expect((await fetch(`${arena.url}/health/ready`)).status).toBe(200);
    await member.ask('{ me { id } }');
    checkoutId = await openCheckout(arena, member);
    await arena.stack.subgraphs[sick].stop();
  });
  afterAll(() => arena[Symbol.asyncDispose]());

  test('its own root fields are null with SUBGRAPH_UNAVAILABLE, and all the rest is answered', async () => {
    const query = `query ($id: ID!, $checkout: ID!) { ${Object.values(ROOTS).join(' ')} }`;
    const { status, data, errors } = await member.ask(query, { id: member.id, checkout: checkoutId });
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

  if (sick === 'tournaments') {
    test('a person is still shown when what it adds to them is unavailable', async () => {
      const { data, errors } = await member.ask(
        'query ($id: ID!) { user(id: $id) { username organizedTournaments { totalCount } } }',
        { id: member.id },
      );
      expect(data).toEqual({ user: { username: 'zoe', organizedTournaments: null } });
      expect(errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tournaments' });
    });
  }
});
