import { resolveReference } from '@arena/subgraph-kit';
import { textOfNotification } from '../domain/text-of-notification.ts';
import type { NotificationResolvers } from '../generated/resolvers.ts';

export const Notification: NotificationResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.notificationById.load(id)),
  title: async (told, _, { loaders }) => (await textOfNotification(loaders, told)).title,
  body: async (told, _, { loaders }) => (await textOfNotification(loaders, told)).body,
  tournament: ({ tournamentId }) => (tournamentId === null ? null : { id: tournamentId }),
  match: ({ matchId }) => (matchId === null ? null : { id: matchId }),
  ticket: ({ ticketId }) => (ticketId === null ? null : { id: ticketId }),
};
