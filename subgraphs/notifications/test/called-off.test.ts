import { newId } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mails } from '../src/db/schema.ts';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { permutations } from './permutations.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, idFrom, tell, type Told } from './told-news.ts';
import { createdEvent, giveSeat, giveView } from './tournament-people.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** A tournament with a match, one who plays in it, one who has a ticket to watch it, and who runs it. */
async function addTournament() {
  const [organizer, player, viewer] = [
    await addPerson(opened),
    await addPerson(opened),
    await addPerson(opened),
  ];
  const event = createdEvent({ organizerId: organizer });
  const { tournamentId } = event.payload;
  const [matchId, teamId] = [newId(), newId()];
  await tell(opened, event, idFrom(3_600_000));
  const seatId = await giveSeat(opened, { tournamentId, ownerId: player, teamId });
  const viewId = await giveView(opened, { tournamentId, matchId, ownerId: viewer });
  return { people: { organizer, player, viewer }, tournamentId, matchId, teamId, seatId, viewId };
}

type Scene = Awaited<ReturnType<typeof addTournament>>;

const ofMatch = ({ matchId, tournamentId, teamId }: Scene) => ({ matchId, tournamentId, teamIds: [teamId] });
const viewLost = ({ tournamentId, matchId, viewId, people }: Scene, reason: string): Told => ({
  name: 'tickets.invalidated',
  payload: { ticketId: viewId, type: 'VIEWER', tournamentId, matchId, ownerId: people.viewer, reason },
});
const seatLost = ({ tournamentId, seatId, people }: Scene, reason: string): Told => ({
  name: 'tickets.invalidated',
  payload: {
    ...{ ticketId: seatId, type: 'PARTICIPANT', tournamentId, matchId: null },
    ...{ ownerId: people.player, reason },
  },
});
const viewPaidBack = ({ tournamentId, matchId, viewId, people }: Scene, reason: string): Told => ({
  name: 'payments.refunded',
  payload: {
    ...{ checkoutId: newId(), buyerId: people.viewer, type: 'VIEWER_SALE', tournamentId, matchId },
    ...{ ticketId: viewId, amountMinor: 500_000, currency: 'COP', reason },
  },
});

/** What each has been told besides welcomes and tickets, in the app and by mail. */
async function toldIn({ people }: Scene) {
  const isAside = (kind: string) => ['WELCOME', 'TICKET_ISSUED', 'TOURNAMENT_CREATED'].includes(kind);
  const told: Record<string, { inApp: string[]; byMail: string[] }> = {};
  for (const [name, userId] of Object.entries(people)) {
    const kinds = (rows: { kind: string }[]) =>
      rows
        .map(({ kind }) => kind)
        .filter((kind) => !isAside(kind))
        .sort();
    const queued = await opened.db.select({ kind: mails.kind }).from(mails).where(eq(mails.userId, userId));
    told[name] = { inApp: kinds(await inboxOf(opened, userId)), byMail: kinds(queued) };
  }
  return told;
}

/** In both ways alike. */
const both = (...kinds: string[]) => ({ inApp: kinds, byMail: kinds });

/**
 * Has some events be told in every order, and then that the money has gone back; what all have been told in the end, equal
 * outcomes once.
 */
async function inEveryOrder(eventsOf: (scene: Scene) => Told[], reason: string, isPrompt: boolean) {
  const outcomes = new Map<string, Awaited<ReturnType<typeof toldIn>>>();
  const orders = permutations(Array.from({ length: eventsOf(await addTournament()).length }, (_, at) => at));
  for (const order of orders) {
    const scene = await addTournament();
    const events = eventsOf(scene);
    const ids = events.map((_, index) => idFrom(-1_000 * (index + 1)));
    for (const index of order) {
      await tell(opened, events[index] as Told, ids[index]);
      if (isPrompt) await fanOutDue(opened.app);
    }
    await fanOutDue(opened.app);
    await tell(opened, viewPaidBack(scene, reason));
    const told = await toldIn(scene);
    outcomes.set(JSON.stringify(told), told);
  }
  return [...outcomes.values()];
}

describe.each([true, false])('in whatever order it is heard of, and told promptly: %s', (isPrompt) => {
  test('a tournament that is called off is told once, with its matches and tickets, and the money by itself', async () => {
    const eventsOf = (scene: Scene): Told[] => [
      { name: 'matches.canceled', payload: { ...ofMatch(scene), withTournament: true } },
      { name: 'tournaments.canceled', payload: { tournamentId: scene.tournamentId } },
      viewLost(scene, 'TOURNAMENT_CANCELED'),
    ];
    expect(await inEveryOrder(eventsOf, 'TOURNAMENT_CANCELED', isPrompt)).toEqual([
      {
        organizer: both('TOURNAMENT_CANCELED'),
        player: both('TOURNAMENT_CANCELED'),
        viewer: both('PAYMENT_REFUNDED', 'TOURNAMENT_CANCELED'),
      },
    ]);
  });

  test('a match that is called off by itself is told once, with the tickets to watch it', async () => {
    const eventsOf = (scene: Scene): Told[] => [
      { name: 'matches.canceled', payload: ofMatch(scene) },
      viewLost(scene, 'MATCH_CANCELED'),
    ];
    expect(await inEveryOrder(eventsOf, 'MATCH_CANCELED', isPrompt)).toEqual([
      {
        organizer: both('MATCH_CANCELED'),
        player: both('MATCH_CANCELED'),
        viewer: both('MATCH_CANCELED', 'PAYMENT_REFUNDED'),
      },
    ]);
  });
});

describe('of a tournament that is called off', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await addTournament();
  });
  const callOff = async (): Promise<void> => {
    await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId: scene.tournamentId } });
    await fanOutDue(opened.app);
  };

  test('whoever has several tickets is told once', async () => {
    const { tournamentId, people } = scene;
    scene.viewId = await giveView(opened, { ...scene, ownerId: people.player });
    await callOff();
    await tell(opened, seatLost(scene, 'TOURNAMENT_CANCELED'));
    const second = { ticketId: scene.viewId, type: 'VIEWER' as const, tournamentId, matchId: scene.matchId };
    const payload = { ...second, ownerId: people.player, reason: 'TOURNAMENT_CANCELED' };
    await tell(opened, { name: 'tickets.invalidated', payload });
    expect((await toldIn(scene))['player']).toEqual(both('TOURNAMENT_CANCELED'));
  });

  test('whoever got a ticket at the last moment is told too', async () => {
    const { tournamentId } = scene;
    await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId } }, idFrom(60_000));
    await fanOutDue(opened.app);
    const late = await addPerson(opened);
    const ticketId = await giveSeat(opened, { tournamentId, ownerId: late });
    scene.people.player = late;
    expect((await toldIn(scene))['player']).toEqual(both());
    await tell(opened, seatLost({ ...scene, seatId: ticketId }, 'TOURNAMENT_CANCELED'));
    expect((await toldIn(scene))['player']).toEqual(both('TOURNAMENT_CANCELED'));
  });

  test('mails stand behind what single people are told, also where a ticket is heard of first', async () => {
    await tell(opened, viewLost(scene, 'TOURNAMENT_CANCELED'));
    await callOff();
    const lanes = await opened.db
      .select({ lane: mails.lane })
      .from(mails)
      .where(eq(mails.eventKey, `canceled:${scene.tournamentId}`));
    expect(lanes).toEqual([{ lane: 2 }, { lane: 2 }, { lane: 2 }]);
  });
});
