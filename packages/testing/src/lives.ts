import { openLocalLive, type Live } from '@arena/live';
import { testLogger } from './buses.ts';
import { register } from './open-resources.ts';

export type TestLive = Live & AsyncDisposable;

/** Live updates within the test's own process. */
export function testLive(): TestLive {
  const live = openLocalLive(testLogger());
  return register('live updates', { ...live }, live.close);
}
