import type { AfterCommit, EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { recordEnd } from '../db/participant-ticket-store.ts';
import type * as schema from '../db/schema.ts';
import { settlePlaces } from './settle-places.ts';

/**
 * Has whoever holds a participant ticket leave their team, for good, since the ticket has ended.
 * @throws NotFound
 */
export async function leavePlace(
  app: App,
  tx: Queryable<typeof schema>,
  invalidated: EventPayload<'tickets.invalidated'>,
  headers: MessageHeaders,
): Promise<AfterCommit | void> {
  if (invalidated.type !== 'PARTICIPANT') return undefined;
  return settlePlaces(app, tx, invalidated, () => recordEnd(tx, invalidated, app.now()), headers);
}
