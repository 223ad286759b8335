import { outbox, type MessageHeaders } from '@arena/events';
import { asc } from 'drizzle-orm';
import type { App } from '../src/app.ts';

export type ToldEvent = { routingKey: string; payload: unknown; headers: MessageHeaders };

const CHANGED = 'tournaments.changed.v1';

async function takeAll({ db }: App): Promise<ToldEvent[]> {
  const { id, routingKey, payload, headers } = outbox;
  const told = await db.select({ id, routingKey, payload, headers }).from(outbox).orderBy(asc(outbox.id));
  await db.delete(outbox);
  return told.map(({ id: _, ...event }) => event);
}

/** What the app told since this was last asked, in the order it was told, save that something has changed. */
export const takeToldEvents = async (app: App): Promise<ToldEvent[]> =>
  (await takeAll(app)).filter(({ routingKey }) => routingKey !== CHANGED);

/** The tournaments of which the app told since this was last asked that something of them has changed. */
export const takeChanged = async (app: App): Promise<string[]> =>
  (await takeAll(app))
    .filter(({ routingKey }) => routingKey === CHANGED)
    .map(({ payload }) => (payload as { tournamentId: string }).tournamentId);
