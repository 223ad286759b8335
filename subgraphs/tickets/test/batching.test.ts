import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import { addTournament, issueSeat, seatRequest, tell, viewRequest } from './fixtures.ts';
import { startTickets } from './started-tickets.ts';

let started: Awaited<ReturnType<typeof startTickets>>;
beforeAll(async () => {
  started = await startTickets();
});
afterAll(() => started[Symbol.asyncDispose]());

const me = person();

async function statementsFor(fields: string, ids: readonly string[], typename = 'Tournament') {
  started.adapters.statements.splice(0);
  const { data, errors } = await started.ask(me)(
    `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${typename} { ${fields} } } }`,
    { references: ids.map((id) => ({ __typename: typename, id })) },
  );
  expect(errors).toBeUndefined();
  // the relay of the outbox looks whenever it pleases
  const statements = started.adapters.statements.splice(0).filter((sql) => !sql.includes('"outbox"'));
  return { statements, entities: data._entities };
}

test('ticketAvailability of many tournaments is one grouped statement; zeros before they exist', async () => {
  const { app } = started;
  const [full, fresh] = [await addTournament(app), await addTournament(app)];
  await issueSeat(app, full.tournamentId, newId());
  await reserveTicket(app, seatRequest(app, full.tournamentId));
  const running = await addTournament(app);
  await tell(app, { name: 'tournaments.started', payload: { tournamentId: running.tournamentId } });
  const unknown = newId();
  const ids = [full.tournamentId, fresh.tournamentId, running.tournamentId, unknown];
  const { statements, entities } = await statementsFor(
    'ticketAvailability { id tournament { id } total available reserved sold }',
    ids,
  );
  expect(statements).toHaveLength(1);
  const shown = (id: string, total: number, available: number, reserved: number, sold: number) => ({
    ticketAvailability: { id, tournament: { id }, total, available, reserved, sold },
  });
  expect(entities).toEqual([
    shown(full.tournamentId, 3, 1, 1, 1),
    shown(fresh.tournamentId, 3, 3, 0, 0),
    shown(running.tournamentId, 3, 0, 0, 0),
    shown(unknown, 0, 0, 0, 0),
  ]);
});

test('one statement per type and level: thirty tournaments with every field cost as many as three', async () => {
  const { app } = started;
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    const mine = count % 2 === 0 ? { organizerId: me.userId } : {};
    const { tournamentId } = await addTournament(app, mine);
    if (count % 2 === 1) await issueSeat(app, tournamentId, me.userId);
    ids.push(tournamentId);
  }
  const fields = `
    ticketAvailability { total } myTicket { id code qrCode owner { id } tournament { id } }
    tickets(first: 2) { totalCount nodes { id code owner { id } } pageInfo { hasNextPage } }
    ticketSales { type sold gross { amount } }`;
  const forThree = (await statementsFor(fields, ids.slice(0, 3))).statements;
  const forThirty = (await statementsFor(fields, ids)).statements;
  expect(forThirty.toSorted()).toEqual(forThree.toSorted());
  // availability, own tickets, roles, pages, counts, sales, currencies
  expect(forThree).toHaveLength(7);
});

test('the caller’s tickets to watch many matches are one statement; of those they do not watch null', async () => {
  const { app } = started;
  const { tournamentId } = await addTournament(app);
  const watched = Array.from({ length: 5 }, () =>
    viewRequest(app, tournamentId, { buyerId: me.userId, activate: true }),
  );
  const ids = (await Promise.all(watched.map((input) => reserveTicket(app, input)))).map(({ id }) => id);
  const matchIds = [...watched.map(({ matchId }) => matchId ?? ''), newId()];
  const { statements, entities } = await statementsFor('myTicket { id }', matchIds, 'Match');
  expect(statements).toHaveLength(1);
  expect(entities).toEqual([...ids.map((id) => ({ myTicket: { id } })), { myTicket: null }]);
});

test('references to many tickets are one statement; what is none is null', async () => {
  const { app } = started;
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { tournamentId } = await addTournament(app);
    ids.push((await issueSeat(app, tournamentId, me.userId)).id);
  }
  const { statements, entities } = await statementsFor('id', [...ids, newId(), 'x'], 'Ticket');
  expect(statements).toHaveLength(1);
  expect(entities).toEqual([...ids.map((id) => ({ id })), null, null]);
});
