import type { EventAdapters, EventBus, Transact } from '@arena/events';
import type { LiveAdapters } from '@arena/live';
import type { Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';
import type { PaymentProvider } from './providers/provider.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<LiveAdapters, 'now' | 'logger' | 'live' | 'tracer'> & {
  /** for what reads, and for what tells no events */
  db: Database<typeof schema>;
  /** runs a transaction whose events leave once it has committed */
  transact: Transact<typeof schema>;
  /** asks other domains */
  bus: EventBus;
  provider: PaymentProvider;
  settings: Settings;
  /** Has what is due at this moment be done soon, instead of at the next look. */
  wake: () => void;
  failpoint: NonNullable<EventAdapters['failpoint']>;
};

/** What whoever runs the platform decides. */
export type Settings = {
  /** where a buyer may be sent after the payment, as `https://arena.example` */
  returnOrigins: readonly string[];
  /** the smallest donation, in minor units of COP */
  minDonationMinor: number;
  /** how long nothing may be heard of a checkout before the provider is asked about it; longer for an old one */
  lookAgainMs: number;
};
