import type { Adapters } from '@arena/subgraph-kit';
import type { EventBus } from './bus.ts';
import type { Failpoint } from './outbox/relay.ts';

/** What the runner hands a service that takes part in events. */
export type EventAdapters = Adapters & {
  bus: EventBus;
  /** may end the process at a named point, in tests of what a crash leaves behind */
  failpoint?: Failpoint;
};
