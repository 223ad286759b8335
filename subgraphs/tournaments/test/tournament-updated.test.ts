import { newId } from '@arena/subgraph-kit';
import { liveClient, person, type LiveClient } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { removeSubadmin } from '../src/domain/remove-subadmin.ts';
import { renameTeam } from '../src/domain/rename-team.ts';
import { addCatalogue, addTournament, teamOf, type Catalogue } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';
import { invalidated, issued, ticketNews, ticketOf, transferred } from './ticket-news.ts';

let started: Awaited<ReturnType<typeof startTournaments>>;
let client: LiveClient;
let catalogue: Catalogue;
let tournamentId: string;
const organizer = person();
const admin = callerOf(organizer);

beforeAll(async () => {
  started = await startTournaments();
  client = liveClient(started.url, 'tournaments');
  catalogue = await addCatalogue(started.app);
});
beforeEach(async () => {
  tournamentId = (await addTournament(started.app, catalogue, {}, admin)).id;
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

const untilListening = (listeners: number) => expect.poll(() => started.live.listeners()).toBe(listeners);

/** Follows the tournament, once the subgraph listens. */
async function follow(selection: string, id = tournamentId, of: LiveClient = client) {
  const before = started.live.listeners();
  const feed = await of.subscribe(
    `subscription { tournamentUpdated(tournamentId: "${id}") { ${selection} } }`,
    {
      identity: organizer,
    },
  );
  await untilListening(before + 1);
  return {
    next: async () => (await feed.next()).value.data.tournamentUpdated,
    end: async () => {
      await feed.return?.();
      await untilListening(before);
    },
  };
}

const refused = async (id: string) => {
  const feed = await client.subscribe(`subscription { tournamentUpdated(tournamentId: "${id}") { id } }`);
  return (await feed.next()).value.errors[0].extensions;
};

test('a change made over HTTP is told, with the tournament as it is then', async () => {
  const feed = await follow('name status myRole staff { user { id } }');
  const ask = started.ask(organizer);
  const input = `{ tournamentId: "${tournamentId}", name: "Medellin Open" }`;
  await ask(`mutation { updateTournament(input: ${input}) { id } }`);
  const shown = { name: 'Medellin Open', myRole: 'ADMIN', staff: [{ user: { id: organizer.userId } }] };
  expect(await feed.next()).toEqual({ ...shown, status: 'PENDING' });
  await ask(`mutation { startTournament(tournamentId: "${tournamentId}") { id } }`);
  expect(await feed.next()).toEqual({ ...shown, status: 'ONGOING' });
  await feed.end();
});

test('a change of the staff is told', async () => {
  const feed = await follow('staff { user { id } }');
  const userId = newId();
  await addSubadmin(started.app, admin, { tournamentId, userId });
  expect((await feed.next()).staff).toHaveLength(2);
  await removeSubadmin(started.app, admin, { tournamentId, userId });
  expect((await feed.next()).staff).toHaveLength(1);
  await feed.end();
});

test('a team’s new name is told', async () => {
  const feed = await follow('teams { name }');
  const { id: teamId } = await teamOf(started.app, tournamentId, 1);
  await renameTeam(started.app, admin, { teamId, name: 'The Foxes' });
  expect((await feed.next()).teams[0]).toEqual({ name: 'The Foxes' });
  await feed.end();
});

test('whoever joins, hands a place over or leaves is told', async () => {
  await using news = await ticketNews(started);
  const feed = await follow('participantCount teams { members { user { id } } }');
  const ticket = ticketOf(tournamentId);
  const [giver, taker] = [newId(), newId()];
  const player = (id: string) => ({ user: { id } });
  await news.tell(issued(ticket, giver));
  expect(await feed.next()).toMatchObject({ participantCount: 1, teams: [{ members: [player(giver)] }, {}] });
  await news.tell(transferred(ticket, giver, taker));
  expect(await feed.next()).toMatchObject({ participantCount: 1, teams: [{ members: [player(taker)] }, {}] });
  await news.tell(invalidated(ticket, taker));
  expect(await feed.next()).toMatchObject({ participantCount: 0 });
  await feed.end();
});

test('what happens to another tournament is not told', async () => {
  const other = await addTournament(started.app, catalogue, {}, admin);
  const feed = await follow('id');
  const add = (id: string) => addSubadmin(started.app, admin, { tournamentId: id, userId: newId() });
  await add(other.id);
  await add(tournamentId);
  expect(await feed.next()).toEqual({ id: tournamentId });
  await feed.end();
});

test('what is refused or changes nothing that is stored is not told', async () => {
  const feed = await follow('status');
  await expect(addSubadmin(started.app, callerOf(), { tournamentId, userId: newId() })).rejects.toMatchObject(
    { extensions: { code: 'FORBIDDEN' } },
  );
  await started.ask(organizer)(`mutation { startTournament(tournamentId: "${tournamentId}") { id } }`);
  expect(await feed.next()).toEqual({ status: 'ONGOING' });
  await feed.end();
});

test('a tournament that is not there is NOT_FOUND, and what is no id BAD_USER_INPUT', async () => {
  expect(await refused(newId())).toEqual({ code: 'NOT_FOUND' });
  expect(await refused('seven')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'tournamentId' }],
  });
  expect(started.live.listeners()).toBe(0);
});

test('a word of the gateway to another subgraph opens nothing', async () => {
  await using stranger = liveClient(started.url, 'tickets');
  const feed = await stranger.subscribe(
    `subscription { tournamentUpdated(tournamentId: "${tournamentId}") { id } }`,
  );
  await expect(feed.next()).rejects.toMatchObject({ code: 4401 });
  expect(started.live.listeners()).toBe(0);
});

test('a connection that is lost leaves nobody listening', async () => {
  const own = liveClient(started.url, 'tournaments');
  await follow('id', tournamentId, own);
  await follow('name', tournamentId, own);
  await own[Symbol.asyncDispose]();
  await untilListening(0);
});
