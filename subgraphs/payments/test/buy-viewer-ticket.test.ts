import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buyViewerTicket } from '../src/domain/buy-viewer-ticket.ts';
import { addMatch, addTournament, buyView, rowCounts, tell, viewInput } from './orders.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

test('the match alone is named: its tournament and its price are asked for', async () => {
  const { domains } = opened;
  const tournamentId = await addTournament(opened);
  const matchId = addMatch(opened, tournamentId);
  const caller = callerOf();
  const checkout = await buyView(opened, matchId, caller);
  expect(checkout).toMatchObject({
    type: 'VIEWER_SALE',
    status: 'PENDING',
    tournamentId,
    matchId,
    amountMinor: 500_000,
    commissionMinor: 50_000,
    description: 'A ticket to watch Bogota Open',
  });
  expect(domains.asked('tournaments.sale-terms').at(-1)).toEqual({
    tournamentId: null,
    matchId,
    kind: 'VIEWER',
    buyerId: caller.userId,
  });
  expect(domains.asked('tickets.reserve').at(-1)).toMatchObject({ type: 'VIEWER', matchId, tournamentId });
});

test('nothing is sold for a match that does not exist, is called off, or is not for sale; nothing is written', async () => {
  const { app, domains } = opened;
  const tournamentId = await addTournament(opened);
  const canceled = addMatch(opened, tournamentId);
  await tell(app, { name: 'matches.canceled', payload: { matchId: canceled, tournamentId } });
  const free = newId();
  domains.sell(free, { tournamentId, isOpen: false, closedReason: 'FREE_TO_WATCH', priceMinor: 0 });
  const before = await rowCounts(app);
  expect(await refusalOf(buyView(opened, newId()))).toBe('NOT_FOUND');
  expect(await refusalOf(buyView(opened, canceled))).toBe('CONFLICT SALE_CLOSED');
  expect(await refusalOf(buyView(opened, free))).toBe('CONFLICT FREE_TO_WATCH');
  expect(await faultsOf(buyViewerTicket(app, callerOf(), viewInput('match')))).toEqual(['input.matchId']);
  expect(await rowCounts(app)).toEqual(before);
});

test('a key that a seat was bought with is taken', async () => {
  const { app } = opened;
  const tournamentId = await addTournament(opened);
  const caller = callerOf();
  const input = viewInput(addMatch(opened, tournamentId));
  await buyViewerTicket(app, caller, input);
  const other = { ...input, matchId: addMatch(opened, await addTournament(opened)) };
  expect(await refusalOf(buyViewerTicket(app, caller, other))).toBe('CONFLICT IDEMPOTENCY_KEY_REUSED');
});
