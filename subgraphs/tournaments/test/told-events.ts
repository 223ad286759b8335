import { outbox, type MessageHeaders } from '@arena/events';
import { asc } from 'drizzle-orm';
import type { App } from '../src/app.ts';

export type ToldEvent = { routingKey: string; payload: unknown; headers: MessageHeaders };

/** What the app told since this was last asked, in the order it was told. */
export async function takeToldEvents({ db }: App): Promise<ToldEvent[]> {
  const { id, routingKey, payload, headers } = outbox;
  const told = await db.select({ id, routingKey, payload, headers }).from(outbox).orderBy(asc(outbox.id));
  await db.delete(outbox);
  return told.map(({ id: _, ...event }) => event);
}
