import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import { untilForSale } from '../purchases.ts';
import type { People } from './accounts.ts';
import type { Stage } from './stage.ts';

export const NAME = 'Andes Clash';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

/** An organiser announces a tournament in a game and a category of the catalogue; its id. */
export async function announceTournament({ arena, visitor }: Stage, { organizer }: People): Promise<string> {
  const { games, categories } = await visitor.run('Catalogue');
  expect([games, categories]).toMatchObject([[{ name: 'Duel' }], [{ code: '0235', name: 'Racing' }]]);
  const { createTournament } = await organizer.run('CreateTournament', {
    input: {
      ...{ name: NAME, description: 'Four seats, one cup.', isFree: false },
      ...{ gameId: games[0].id, categoryId: categories[0].id },
      ...{ startsAt: inDays(7), endsAt: inDays(8) },
      prize: { description: 'A cup', total: { amount: 5_000_000, currency: 'COP' } },
    },
  });
  expect(createTournament).toMatchObject({ name: NAME, status: 'PENDING', capacity: 4, myRole: 'ADMIN' });
  expect(createTournament.teams).toHaveLength(4);
  await untilForSale(arena.ask, createTournament.id);
  return createTournament.id;
}

/** Somebody who passes by finds it by a word of its name, and looks at it and at whoever organises it. */
export async function findTournament({ visitor }: Stage, tournamentId: string): Promise<void> {
  const { tournaments } = await visitor.run('Tournaments', { filter: { search: 'andes' }, first: 5 });
  expect(tournaments.nodes).toMatchObject([
    { id: tournamentId, name: NAME, ticketAvailability: { available: 4, total: 4 } },
  ]);
  const [{ organizer }] = tournaments.nodes;
  const { tournament } = await visitor.run('Tournament', { id: tournamentId });
  expect(tournament).toMatchObject({
    participantPrice: { amount: 2_000_000, currency: 'COP' },
    game: { name: 'Duel' },
    staff: [{ role: 'ADMIN', user: { displayName: organizer.displayName } }],
  });
  const { userByUsername } = await visitor.run('User', { username: organizer.username });
  expect(userByUsername).toMatchObject({
    displayName: 'ORGANIZER',
    organizedTournaments: { nodes: [{ id: tournamentId, status: 'PENDING' }] },
  });
}

/** The fan reads that there is a new tournament, and wishes to be told of such by mail as well. */
export async function readNotifications({ fan }: People, tournamentId: string): Promise<void> {
  const inbox = async () => (await fan.run('Notifications', { first: 10 })).me;
  const isOfTournament = ({ kind }: { kind: string }) => kind === 'TOURNAMENT_CREATED';
  // besides the welcome, and the mail that is on its way
  const { notifications } = await eventually(inbox, (me) => me.notifications.totalCount === 3);
  const told = notifications.nodes.find(isOfTournament);
  expect(told).toMatchObject({ tournament: { id: tournamentId, name: NAME }, readAt: null });

  const { markNotificationRead } = await fan.run('MarkNotificationRead', { id: told.id });
  expect(markNotificationRead).toEqual({ id: told.id, readAt: expect.any(String) });
  expect((await inbox()).unreadNotificationCount).toBe(2);
  expect(await fan.run('MarkAllNotificationsRead')).toEqual({ markAllNotificationsRead: 2 });
  const { me } = await fan.run('Notifications', { unreadOnly: true });
  expect(me).toMatchObject({ unreadNotificationCount: 0, notifications: { nodes: [] } });

  const chosen = async () => {
    const { me: account } = await fan.run('NotificationPreferences');
    return account.notificationPreferences.find(isOfTournament).channels;
  };
  expect(await chosen()).toEqual(['IN_APP']);
  const preferences = [{ kind: 'TOURNAMENT_CREATED', channels: ['IN_APP', 'EMAIL'] }];
  const { updateNotificationPreferences } = await fan.run('UpdateNotificationPreferences', { preferences });
  expect(updateNotificationPreferences).toContainEqual(preferences[0]);
  expect(await chosen()).toEqual(['IN_APP', 'EMAIL']);
}
