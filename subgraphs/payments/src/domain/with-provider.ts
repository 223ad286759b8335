import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';

/** Whether a checkout is paid through the provider in use: not one from before the platform has changed providers. */
export const isWithProvider = ({ provider }: App, checkout: CheckoutRow): boolean =>
  checkout.provider === null || checkout.provider === provider.name;
