import type { Context } from '../context.ts';
import { watchTournament } from '../domain/watch-tournament.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  tournamentUpdated: {
    subscribe: (_, { tournamentId }, { app }) => watchTournament(app, tournamentId),
    resolve: ({ tournamentId }: { tournamentId: string }, _: object, { loaders }: Context) =>
      loaders.tournamentById.load(tournamentId),
  },
};
