import { EventEmitter } from 'node:events';
import type { Logger } from '@arena/subgraph-kit';
import { PubSub } from 'graphql-subscriptions';
import { liveOver, type Live } from './live.ts';

/** Carries what it is given as Redis would: as JSON, so that no object is shared. */
class JsonPubSub extends PubSub {
  override async publish(channel: string, payload: unknown): Promise<void> {
    await super.publish(channel, JSON.parse(JSON.stringify(payload)));
  }
}

/** Live updates within one process. */
export const openLocalLive = (logger: Logger, eventEmitter = new EventEmitter()): Live =>
  liveOver({
    // any number may listen to one channel
    engine: new JsonPubSub({ eventEmitter: eventEmitter.setMaxListeners(0) }),
    prefix: '',
    logger,
    disconnect: async () => {},
  });
