import type { GatewayAdapters } from '../adapters.ts';
import type { Env } from '../env.ts';
import { consumeSessionEnds } from './consume-session-ends.ts';
import { endedSessionsInMemory, type EndedSessions } from './ended-sessions.ts';
import { openSharedEndedSessions } from './shared-ended-sessions.ts';

/** Opens what the gateway knows of ended sessions: shared where there is a Redis, told by the bus where there is one. */
export async function openEndedSessions(env: Env, adapters: GatewayAdapters): Promise<EndedSessions> {
  const { redis, bus, now, logger } = adapters;
  const endedSessions = redis
    ? await openSharedEndedSessions({
        store: { redis, prefix: env.LIVE_PREFIX },
        pollMs: env.SESSIONS_POLL_MS,
        now,
        logger,
      })
    : endedSessionsInMemory(now);
  if (!bus) return endedSessions;
  try {
    const consumer = await consumeSessionEnds(bus, endedSessions);
    const stop = async () => {
      await consumer.stop();
      await endedSessions.stop();
    };
    return { ...endedSessions, stop };
  } catch (error) {
    await endedSessions.stop();
    throw error;
  }
}
