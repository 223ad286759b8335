import type { Adapters } from '@arena/subgraph-kit';
import type { Redis } from 'ioredis';

/** What the runner hands the gateway. */
export type GatewayAdapters = Adapters & {
  /** what gateways share; absent where there is one alone, which keeps it in memory */
  redis?: Redis | undefined;
};
