import { parseDelivery, queueName, type EventBus, type Running } from '@arena/events';
import type { EndedSessions } from './ended-sessions.ts';

/**
 * Has the gateways told of sessions that end. Whichever gateway is handed a message tells the others, and to be told
 * twice changes nothing, so no inbox is needed.
 */
export const consumeSessionEnds = (
  bus: Pick<EventBus, 'consume'>,
  endedSessions: EndedSessions,
): Promise<Running> =>
  bus.consume(queueName('gateway', 'users.session-ended'), async (delivery) => {
    const { payload } = parseDelivery('users.session-ended', delivery);
    await endedSessions.add(payload.sessionId);
  });
