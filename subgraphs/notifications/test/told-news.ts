import { queueName, routingKey, type ConsumedBy, type EventPayload } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import type { OpenedApp } from './notifications-app.ts';

type Name = ConsumedBy<'notifications'>;

export type Told = { [N in Name]: { name: N; payload: EventPayload<N> } }[Name];

/** Tells the subgraph of an event, as the bus does; again with the same id, it is the same message. */
export async function tell(
  { domains }: Pick<OpenedApp, 'domains'>,
  { name, payload }: Told,
  id = newId(),
): Promise<void> {
  const message = { id, routingKey: routingKey(name), content: JSON.stringify(payload) };
  await domains.deliver(queueName('notifications', name), { ...message, headers: {}, attempt: 1 });
}

/** The id of a message that was told so long ago, or that will be. */
export function idFrom(msAgo: number): string {
  const id = newId();
  const at = (Date.now() - msAgo).toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}-${id.slice(14)}`;
}

/** Somebody who can be reached, and whom notifications knows of. */
export async function addPerson(
  opened: OpenedApp,
  changes: Partial<Omit<Parameters<OpenedApp['domains']['people']['set']>[1], 'userId'>> = {},
): Promise<string> {
  const { userId } = person();
  opened.domains.people.set(userId, {
    userId,
    email: `${userId}@arena.example`,
    displayName: 'Zoe',
    locale: 'EN',
    active: true,
    emailVerified: true,
    ...changes,
  });
  const locale = changes.locale === 'ES' ? ('ES' as const) : ('EN' as const);
  await tell(opened, { name: 'users.registered', payload: { userId, locale } });
  return userId;
}
