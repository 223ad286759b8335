import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForReading, type StartedForReading } from './started-for-reading.ts';
import { storePaid, storeTournament } from './stored-checkouts.ts';

let started: StartedForReading;
beforeAll(async () => {
  started = await startForReading();
});
afterAll(() => started[Symbol.asyncDispose]());

const me = person();

async function statementsFor(typename: string, ids: readonly string[], fields: string) {
  started.takeReads();
  const { data, errors } = await started.entities(typename, ids, fields, me);
  expect(errors).toBeUndefined();
  expect(data._entities).toHaveLength(ids.length);
  return { statements: started.takeReads(), entities: data._entities };
}

test('one statement per type and level: thirty tournaments with every field cost as many as three', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    const tournamentId = await storeTournament(started.db, count % 2 === 0 ? me.userId : newId());
    for (let gift = 0; gift < 2; gift += 1) await storePaid(started.db, { tournamentId });
    ids.push(tournamentId);
  }
  const fields = `
    donationSummary { count total { amount currency } }
    donations(first: 1) { totalCount nodes { id amount { amount } donor { id } } pageInfo { hasNextPage } }
    earnings { gross { amount } donations { amount } refunded { amount } commission { amount } net { amount } }`;
  const forThree = (await statementsFor('Tournament', ids.slice(0, 3), fields)).statements;
  const forThirty = (await statementsFor('Tournament', ids, fields)).statements;
  // no statement's text depends on how many rows ask, so none is prepared anew
  expect(forThirty.toSorted()).toEqual(forThree.toSorted());
  // currencies, sums, pages, what is left of each gift, counts, roles, earnings
  expect(forThree).toHaveLength(7);
});

test('tickets and checkouts are one statement each, however many; what is none is null', async () => {
  const tickets: string[] = [];
  const bought: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const ticketId = newId();
    const { id } = await storePaid(started.db, {
      tournamentId: await storeTournament(started.db),
      type: 'PARTICIPANT_SALE',
      buyerId: me.userId,
      ticketId,
      issuedAt: new Date(),
    });
    tickets.push(ticketId);
    bought.push(id);
  }
  const byTicket = await statementsFor('Ticket', [...tickets, newId()], 'checkout { id status }');
  expect(byTicket.statements).toHaveLength(1);
  expect(byTicket.entities).toEqual([
    ...bought.map((id) => ({ checkout: { id, status: 'SUCCEEDED' } })),
    { checkout: null },
  ]);
  const byId = await statementsFor('Checkout', [...bought, newId(), 'x'], 'id');
  expect(byId.statements).toHaveLength(1);
  expect(byId.entities).toEqual([...bought.map((id) => ({ id })), null, null]);
});

test('the checkouts of a page of transactions are one statement', async () => {
  const buyerId = me.userId;
  const tournamentId = await storeTournament(started.db);
  for (let count = 0; count < 10; count += 1) await storePaid(started.db, { tournamentId, buyerId });
  const fieldsOf = (first: number) =>
    `transactions(first: ${first}) { totalCount nodes { id checkout { id tournament { id } } } }`;
  const forTwo = (await statementsFor('Account', [buyerId], fieldsOf(2))).statements;
  const forTen = (await statementsFor('Account', [buyerId], fieldsOf(10))).statements;
  expect(forTen.toSorted()).toEqual(forTwo.toSorted());
  // the page, their checkouts, the count
  expect(forTwo).toHaveLength(3);
});
