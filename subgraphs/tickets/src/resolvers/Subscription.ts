import type { Context } from '../context.ts';
import { ticketAvailability } from '../domain/ticket-availability.ts';
import { watchAvailability } from '../domain/watch-availability.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  ticketAvailabilityChanged: {
    subscribe: (_, { tournamentId }, { app }) => watchAvailability(app, tournamentId),
    resolve: ({ tournamentId }: { tournamentId: string }, _: object, { loaders }: Context) =>
      ticketAvailability(loaders, tournamentId),
  },
};
