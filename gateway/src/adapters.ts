import type { EventBus } from '@arena/events';
import type { Adapters } from '@arena/subgraph-kit';
import type { Redis } from 'ioredis';

/** What a gateway takes of the bus. */
export type GatewayBus = Pick<EventBus, 'consume'> & Partial<Pick<EventBus, 'queues'>>;

/** What the runner hands the gateway. */
export type GatewayAdapters = Adapters & {
  /** what gateways share; absent where there is one alone, which keeps it in memory */
  redis?: Redis | undefined;
  /** tells of sessions that end; absent where nothing but a token's own end is to be heeded */
  bus?: GatewayBus | undefined;
};
