import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { checkoutUpdated } from '../live/topics.ts';
import { requireOwnCheckout } from './require-own-checkout.ts';

/**
 * Tells of every change to the caller's own checkout from now on, until it is returned.
 * @throws Unauthenticated, BadUserInput, NotFound
 */
export async function watchCheckout(
  app: App,
  caller: Caller,
  checkoutId: string,
): Promise<AsyncIterableIterator<{ checkoutId: string }>> {
  const { id } = await requireOwnCheckout(app, caller, checkoutId);
  return app.live.subscribe(checkoutUpdated, id);
}
