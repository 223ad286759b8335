import type { App } from '../app.ts';
import { checkoutUpdated } from '../live/topics.ts';

/** Tells whoever follows a checkout of a change to it, which must have been committed. */
export const tellCheckoutUpdated = ({ live }: App, checkoutId: string): void =>
  live.publish(checkoutUpdated, checkoutId, { checkoutId });
