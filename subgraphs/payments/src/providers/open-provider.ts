import type { Adapters, Database, Handler, Job } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { Env } from '../env.ts';
import type { PaymentProvider } from './provider.ts';
import { openSandbox } from './sandbox/open-sandbox.ts';
import { openStripe } from './stripe/open-stripe.ts';

export type ProviderParts = Pick<Adapters, 'now' | 'logger'> & { db: Database<typeof schema> };

/** A provider, and what it needs of the service it is part of. */
export type OpenedProvider = {
  provider: PaymentProvider;
  /** paths to be served: the pages of a provider that has none elsewhere */
  routes: Record<string, Handler>;
  /** work to be run with the jobs of the subgraph */
  jobs: readonly Job[];
  /** Is told where the service listens, once it does: webhooks of a provider of our own are brought there. */
  listening: (serviceUrl: string) => void;
};

/** Opens the provider that the environment names. */
export const openProvider = async (env: Env, parts: ProviderParts): Promise<OpenedProvider> =>
  env.PAYMENT_PROVIDER === 'stripe' ? openStripe(env, parts) : openSandbox(env, parts);
