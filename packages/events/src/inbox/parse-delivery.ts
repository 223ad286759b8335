import { Unprocessable, type Delivery } from '../bus.ts';
import { id } from '../catalogue/define-event.ts';
import { EVENTS, routingKey, type EventName, type EventPayload } from '../catalogue/events.ts';

/**
 * Reads a message by the catalogue.
 * @throws Unprocessable for what is not a message of this event in the version of the catalogue
 */
export function parseDelivery<Name extends EventName>(
  name: Name,
  delivery: Delivery,
): { id: string; payload: EventPayload<Name> } {
  const messageId = id.safeParse(delivery.id);
  if (!messageId.success) throw new Unprocessable('The message has no id');
  if (delivery.routingKey !== routingKey(name))
    throw new Unprocessable(`Unknown version: ${delivery.routingKey}`);
  let json: unknown;
  try {
    json = JSON.parse(delivery.content);
  } catch {
    throw new Unprocessable('The message is not JSON');
  }
  const result = EVENTS[name].schema.safeParse(json);
  if (!result.success)
    throw new Unprocessable(`The message is not as the catalogue says: ${result.error.message}`);
  return { id: messageId.data, payload: result.data as EventPayload<Name> };
}
