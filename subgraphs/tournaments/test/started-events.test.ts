import { ask, routingKey, type OutgoingMessage } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { expect, test, vi } from 'vitest';
import { addCatalogue, addTournament, teamOf } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';
import { issued, ticketOf } from './ticket-news.ts';

const messageOf = ({ name, payload }: ReturnType<typeof issued>): OutgoingMessage => ({
  id: newId(),
  routingKey: routingKey(name),
  content: JSON.stringify(payload),
  headers: { requestId: 'request-0815' },
});

test('the started subgraph takes part in events: a ticket is issued, its owner plays, and that is told', async () => {
  await using started = await startTournaments();
  const { app, bus, ask: askAs } = started;
  const admin = person();
  const { id } = await addTournament(app, await addCatalogue(app), {}, callerOf(admin));
  const told: OutgoingMessage[] = [];
  const tail = await bus.tail((message) => void told.push(message));

  const player = person();
  const ticket = ticketOf(id);
  await bus.publish([messageOf(issued(ticket, player.userId))]);
  const joined = await vi.waitUntil(
    () => told.find(({ routingKey: key }) => key === routingKey('tournaments.player-joined')),
    { timeout: 10_000 },
  );
  const { id: teamId } = await teamOf(app, id, 1);
  expect(JSON.parse(joined.content)).toEqual({
    tournamentId: id,
    teamId,
    userId: player.userId,
    ticketId: ticket.ticketId,
  });
  expect(joined.headers.requestId).toBe('request-0815');
  const { data } = await askAs(player)(`{ tournament(id: "${id}") { myRole myTeam { name } } }`);
  expect(data.tournament).toEqual({ myRole: 'PARTICIPANT', myTeam: { name: 'Team 1' } });

  await askAs(admin)(`mutation { startTournament(tournamentId: "${id}") { id } }`);
  await vi.waitUntil(() => told.some(({ routingKey: key }) => key === routingKey('tournaments.started')), {
    timeout: 10_000,
  });
  await tail.stop();
});

test('the started subgraph answers requests', async () => {
  await using started = await startTournaments();
  const { app, bus } = started;
  const admin = person();
  const { id: tournamentId } = await addTournament(app, await addCatalogue(app), {}, callerOf(admin));
  const buyer = { tournamentId, matchId: null, kind: 'PARTICIPANT', buyerId: newId() } as const;
  expect(await ask(bus, 'tournaments.sale-terms', buyer)).toMatchObject({
    isOpen: true,
    priceMinor: 2_000_000,
  });
  const unknown = ask(bus, 'tournaments.sale-terms', { ...buyer, tournamentId: newId() });
  await expect(unknown).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  const name = (id: string) => ask(bus, 'tournaments.name', { tournamentId: id });
  expect(await name(tournamentId)).toEqual({ name: expect.stringMatching(/./) });
  await expect(name(newId())).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  const role = (userId: string) => ask(bus, 'tournaments.match-role', { tournamentId, userId });
  expect(await role(admin.userId)).toEqual({ role: 'ADMIN' });
  expect(await role(newId())).toEqual({ role: null });
});
