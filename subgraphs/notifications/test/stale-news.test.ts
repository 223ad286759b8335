import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Kind } from '../src/domain/kinds.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf, toldOf } from './read-told.ts';
import { idFrom, tell, type Told } from './told-news.ts';
import { addCast, giveSeat, giveView, type Cast } from './tournament-people.ts';

let opened: OpenedApp;
let cast: Cast;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  cast = await addCast(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const ofMatch = () => {
  const { matchId, tournamentId, teamIds } = cast;
  return { matchId, tournamentId, teamIds };
};
const rescheduled = (startsAt: string): Told => ({
  name: 'matches.rescheduled',
  payload: { ...ofMatch(), startsAt },
});
const won = (name: 'matches.finished' | 'matches.result-corrected', winnerName: string): Told => ({
  name,
  payload: { ...ofMatch(), winnerTeamId: newId(), winnerName },
});

/** Tells of what happened one after the other, the last of it first, and does what is due after each. */
async function tellBackwards(...events: Told[]): Promise<void> {
  const ids = events.map((_, index) => idFrom(-1_000 * (index + 1)));
  for (const [index, event] of [...events.entries()].reverse()) {
    await tell(opened, event, ids[index]);
    await opened.work();
  }
}

/** What a person finds of a kind in the app, the newest first. */
const paramsOf = async (userId: string, kind: Kind) =>
  (await inboxOf(opened, userId)).filter((one) => one.kind === kind).map(({ params }) => params);

test('a date of a match that is heard of after a newer one is not told', async () => {
  await tellBackwards(rescheduled('2030-02-01T10:00:00.000Z'), rescheduled('2030-03-01T10:00:00.000Z'));
  expect(await paramsOf(cast.people.one, 'MATCH_RESCHEDULED')).toEqual([
    { startsAt: '2030-03-01T10:00:00.000Z' },
  ]);
});

test('a winner that is heard of after the correction is not told', async () => {
  await tellBackwards(won('matches.finished', 'Wrong'), won('matches.result-corrected', 'Right'));
  expect(await paramsOf(cast.people.one, 'MATCH_WINNER')).toMatchObject([{ winner: 'Right' }]);
});

test('dates of a tournament that are heard of once newer ones have been told are not', async () => {
  for (const [revision, startsAt] of [
    [8, '2030-03-01T10:00:00.000Z'],
    [7, '2030-02-01T10:00:00.000Z'],
  ] as const) {
    const dates = { startsAt, endsAt: '2031-01-01T10:00:00.000Z' };
    const payload = { tournamentId: cast.tournamentId, revision, ...dates };
    await tell(opened, { name: 'tournaments.rescheduled', payload });
    opened.advance(opened.app.settings.updateWindowMs);
    await opened.work();
  }
  expect(await paramsOf(cast.people.one, 'TOURNAMENT_UPDATED')).toMatchObject([{ dates: { revision: 8 } }]);
});

test('who is heard of late is not told of changes of a tournament that is called off', async () => {
  const { tournamentId, people } = cast;
  opened.advance(1_000);
  const updated = { tournamentId, revision: 1_000, name: 'Open' };
  await tell(opened, { name: 'tournaments.updated', payload: updated });
  await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId } });
  opened.advance(opened.app.settings.updateWindowMs);
  await opened.work();
  const ticket = { ticketId: newId(), type: 'PARTICIPANT' as const, tournamentId, matchId: null };
  const issued = { ...ticket, ownerId: people.stranger, checkoutId: null };
  await tell(opened, { name: 'tickets.issued', payload: issued }, idFrom(60_000));
  expect(await toldOf(opened, 'TOURNAMENT_UPDATED', cast)).toEqual([]);
  expect((await toldOf(opened, 'TOURNAMENT_CANCELED', cast)).map(({ userId }) => userId)).toContain(
    people.stranger,
  );
});

test('the viewers of a match that is called off are told of it, and of the tournament no more', async () => {
  const { tournamentId, matchId, people } = cast;
  const ticket = { type: 'VIEWER' as const, tournamentId, matchId, ownerId: people.stranger };
  const ticketId = await giveView(opened, ticket);
  const canceled = idFrom(-1_000);
  await tell(opened, { name: 'matches.canceled', payload: ofMatch() }, canceled);
  // by a clock that is a little slow
  const payload = { ...ticket, ticketId, reason: 'MATCH_CANCELED' };
  await tell(opened, { name: 'tickets.invalidated', payload }, idFrom(-500));
  await opened.work();
  expect((await toldOf(opened, 'MATCH_CANCELED', cast)).map(({ userId }) => userId)).toContain(
    people.stranger,
  );
  const later = idFrom(-600_000);
  await tell(
    opened,
    { name: 'tournaments.updated', payload: { tournamentId, revision: 1, name: 'O' } },
    later,
  );
  opened.advance(opened.app.settings.updateWindowMs);
  await opened.work();
  const told = (await toldOf(opened, 'TOURNAMENT_UPDATED', cast)).map(({ userId }) => userId);
  expect(told).toContain(people.one);
  expect(told).not.toContain(people.stranger);
});

test('an offer that is over is not mailed any more', async () => {
  const { tournamentId, people } = cast;
  const ticketId = await giveSeat(opened, { tournamentId, ownerId: people.one });
  const expiresAt = new Date(opened.app.now().getTime() + 60_000).toISOString();
  const between = { fromUserId: people.one, toUserId: people.stranger };
  const payload = { offerId: newId(), ticketId, tournamentId, ...between, expiresAt };
  await tell(opened, { name: 'tickets.offered', payload });
  opened.advance(61_000);
  await opened.work();
  expect(opened.mails.sentTo(people.stranger).map(({ kind }) => kind)).not.toContain('TICKET_OFFERED');
});
