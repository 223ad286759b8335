import {
  parseDelivery,
  queueName,
  type ConsumedBy,
  type EventBus,
  type EventPayload,
  type Running,
} from '@arena/events';
import type { CacheStore } from './cache-store.ts';

type Heard = Exclude<ConsumedBy<'gateway'>, 'users.session-ended'>;

/** What each event ends. */
const ENDED: { [Event in Heard]: (payload: EventPayload<Event>) => string[] } = {
  'tournaments.changed': ({ tournamentId }) => [`tournaments:${tournamentId}`, 'tournaments:list'],
  'tournaments.catalogue-changed': () => ['tournaments:catalogue'],
  'users.profile-updated': ({ userId }) => [`users:${userId}`],
};

const endOn = <Event extends Heard>(
  event: Event,
  bus: Pick<EventBus, 'consume'>,
  store: CacheStore,
): Promise<Running> =>
  bus.consume(queueName('gateway', event), async (delivery) => {
    const { payload } = parseDelivery(event, delivery);
    await store.end(ENDED[event](payload));
  });

/**
 * Ends what is kept when an event tells that it has changed. Whichever gateway is handed an event ends it for all of
 * them, and to end it twice changes nothing, so no inbox is needed.
 */
export async function endOnEvents(bus: Pick<EventBus, 'consume'>, store: CacheStore): Promise<Running> {
  const started: Running[] = [];
  const stop = async () => {
    await Promise.all(started.map((consumer) => consumer.stop()));
  };
  try {
    for (const event of Object.keys(ENDED) as Heard[]) started.push(await endOn(event, bus, store));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
