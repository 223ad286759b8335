import type { Context } from '../context.ts';
import { watchNotifications } from '../domain/watch-notifications.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  notificationReceived: {
    subscribe: (_, _args, { app, caller }) => watchNotifications(app, caller),
    resolve: ({ notificationId }: { notificationId: string }, _: object, { loaders }: Context) =>
      loaders.notificationById.load(notificationId),
  },
};
