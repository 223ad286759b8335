import { CONSUMERS, EVENTS, REQUESTS } from '@arena/events';

/** Every service that connects to RabbitMQ. */
export const BROKER_SERVICES = [
  'gateway',
  'users',
  'tournaments',
  'tickets',
  'payments',
  'streams',
  'notifications',
] as const;
export type BrokerService = (typeof BROKER_SERVICES)[number];

/** The service that tells an event, where it is not the one that the event is named for. */
const TOLD_BY: Record<string, BrokerService> = { matches: 'tournaments', donations: 'payments' };

const domainOf = (name: string): string => name.slice(0, name.indexOf('.'));
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const oneOf = (patterns: readonly string[]): string => `^(${patterns.join('|')})$`;

/** The domains whose events a service tells. */
const toldBy = (service: BrokerService): string[] =>
  [...new Set(Object.keys(EVENTS).map(domainOf))].filter((domain) => (TOLD_BY[domain] ?? domain) === service);

const servesRequests = (service: BrokerService): boolean =>
  Object.keys(REQUESTS).some((name) => domainOf(name) === service);

export type Permissions = {
  configure: string;
  write: string;
  read: string;
  /** the events that may be published, and those that queues may be bound to */
  topics: { write: string; read: string };
};

const NOTHING = '^$';
const EVENT = '[a-z-]+\\.[a-z-]+';

/**
 * What a service may do on the broker. Each declares and binds the queues of all, so that no event is lost whoever
 * starts first, and hands requests and their answers over by the default exchange. It takes messages from its own queues
 * alone, and publishes no events but its own.
 */
export function permissionsOf(service: BrokerService, prefix: string): Permissions {
  const start = escaped(prefix);
  const events = `${start}arena\\.events`;
  const retries = `${start}arena\\.retry\\.[0-9]+`;
  const queues = `${start}(${Object.keys(CONSUMERS).join('|')})\\.${EVENT}(\\.dead)?`;
  const own = Object.hasOwn(CONSUMERS, service) ? [`${start}${service}\\.${EVENT}`] : [];
  const requests = servesRequests(service) ? [`${start}requests\\.${service}\\.[a-z-]+`] : [];
  const told = toldBy(service);
  return {
    configure: oneOf([events, retries, queues, ...requests]),
    write: oneOf(['amq\\.default', ...(told.length > 0 ? [events] : []), retries, queues]),
    read: oneOf([events, retries, ...own, ...requests]),
    topics: { write: told.length > 0 ? `^(${told.join('|')})\\.` : NOTHING, read: `^${EVENT}\\.\\*$` },
  };
}
