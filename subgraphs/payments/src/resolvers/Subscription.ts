import type { Context } from '../context.ts';
import { watchCheckout } from '../domain/watch-checkout.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

export const Subscription: SubscriptionResolvers = {
  checkoutUpdated: {
    subscribe: (_, { checkoutId }, { app, caller }) => watchCheckout(app, caller, checkoutId),
    resolve: ({ checkoutId }: { checkoutId: string }, _: object, { loaders }: Context) =>
      loaders.ownCheckoutById.load(checkoutId),
  },
};
