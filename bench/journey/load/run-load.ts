import { performAny } from '../acts/mix.ts';
import { actorOf } from '../client/actor.ts';
import type { Load } from './stage.ts';

export type RunOptions = {
  /** clients that are busy at once, each on a connection of its own */
  connections: number;
  milliseconds: number;
  /** acts begun a second, unless all clients are busy; as many as they can do if left out */
  perSecond?: number;
};

export type Run = {
  seconds: number;
  /** by how much acts have begun too late since all clients were busy, at most */
  latestMs: number;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Has people do what they do for a while.
 * @throws for any answer and any event that should not come
 */
export async function runLoad(
  load: Load,
  { connections, milliseconds, perSecond }: RunOptions,
): Promise<Run> {
  const startedAt = performance.now();
  const endsAt = startedAt + milliseconds;
  let begun = 0;
  let latestMs = 0;
  let isBroken = false;

  /** Waits until another act is due; false when it is over. */
  const isDue = async (): Promise<boolean> => {
    const dueAt = perSecond === undefined ? performance.now() : startedAt + (begun * 1_000) / perSecond;
    begun += 1;
    if (dueAt >= endsAt) return false;
    const earlyMs = dueAt - performance.now();
    if (earlyMs > 0) await pause(earlyMs);
    else latestMs = Math.max(latestMs, -earlyMs);
    return !isBroken;
  };

  const client = async () => {
    const connection = load.open();
    try {
      while (await isDue()) {
        await load.world.withSomebody((person) => performAny(actorOf(person, connection), load));
      }
    } catch (error) {
      isBroken = true;
      throw error;
    } finally {
      await connection.close();
    }
  };
  await Promise.race([Promise.all(Array.from({ length: connections }, client)), load.trouble]);
  return { seconds: (performance.now() - startedAt) / 1_000, latestMs };
}
