import { connectRabbitMq, openEmbeddedBus, type EventBus } from '@arena/events';
import { createLogger, StartError } from '@arena/subgraph-kit';
import { embeddedDatabaseUrl } from '../run/databases.ts';
import type { Settings } from '../run/settings.ts';

/**
 * Connects to the bus of the Arena that these settings mean.
 * @throws StartError when it cannot be reached
 */
export async function connectBus(settings: Settings): Promise<EventBus> {
  const logger = createLogger('events', 'silent');
  if (settings.mode === 'embedded') {
    return openEmbeddedBus({ databaseUrl: await embeddedDatabaseUrl(settings, 'bus'), logger });
  }
  try {
    return await connectRabbitMq({
      url: settings.amqpUrl,
      prefix: settings.busPrefix,
      consumers: settings.busConsumers,
      logger,
    });
  } catch (error) {
    throw new StartError(
      `RabbitMQ cannot be reached (${(error as Error).message}). Start it, or correct AMQP_URL.`,
    );
  }
}
