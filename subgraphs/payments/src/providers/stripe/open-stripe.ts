import type { Env } from '../../env.ts';
import type { OpenedProvider, ProviderParts } from '../open-provider.ts';
import { createStripeClient } from './stripe-client.ts';
import { createStripeProvider } from './stripe-provider.ts';

/** Opens Stripe; nothing is asked of it yet. */
export function openStripe(env: Env, { now }: Pick<ProviderParts, 'now'>): OpenedProvider {
  const { STRIPE_SECRET_KEY: secretKey = '', STRIPE_WEBHOOK_SECRET: secret = '' } = env;
  const client = createStripeClient({ secretKey, apiUrl: env.STRIPE_API_URL });
  return {
    provider: createStripeProvider(client, { secret, isLive: /^\w+_live_/.test(secretKey), now }),
    routes: {},
    jobs: [],
    listening: () => {},
  };
}
