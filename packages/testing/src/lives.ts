import { EventEmitter } from 'node:events';
import { openLocalLive, type Live } from '@arena/live';
import { testLogger } from './buses.ts';
import { register } from './open-resources.ts';

export type TestLive = Live & {
  /** how many listen at this moment */
  listeners: () => number;
} & AsyncDisposable;

/** Live updates within the test's own process. */
export function testLive(): TestLive {
  const emitter = new EventEmitter();
  const live = openLocalLive(testLogger(), emitter);
  const listeners = () =>
    emitter.eventNames().reduce((total, channel) => total + emitter.listenerCount(channel), 0);
  return register('live updates', { ...live, listeners }, live.close);
}
