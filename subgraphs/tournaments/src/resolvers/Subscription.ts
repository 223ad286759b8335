import type { Context } from '../context.ts';
import { watchMatches } from '../domain/watch-matches.ts';
import { watchTournament } from '../domain/watch-tournament.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  tournamentUpdated: {
    subscribe: (_, { tournamentId }, { app }) => watchTournament(app, tournamentId),
    resolve: ({ tournamentId }: { tournamentId: string }, _: object, { loaders }: Context) =>
      loaders.tournamentById.load(tournamentId),
  },
  matchUpdated: {
    subscribe: (_, { tournamentId }, { app }) => watchMatches(app, tournamentId),
    resolve: ({ matchId }: { matchId: string }, _: object, { loaders }: Context) =>
      loaders.matchById.load(matchId),
  },
};
