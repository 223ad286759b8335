import { EventEmitter } from 'node:events';
import { testLogger } from '@arena/testing';
import { openLocalLive } from '../src/index.ts';
import { describeLive } from './live-contract.ts';

describeLive('live updates within one process', async () => {
  const emitter = new EventEmitter();
  const live = openLocalLive(testLogger(), emitter);
  return {
    live,
    listeners: async (channelEnd) => emitter.listenerCount(`live:${channelEnd}`),
    [Symbol.asyncDispose]: () => live.close(),
  };
});
