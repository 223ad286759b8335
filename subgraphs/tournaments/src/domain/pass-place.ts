import type { AfterCommit, EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { recordTransfer } from '../db/participant-ticket-store.ts';
import type * as schema from '../db/schema.ts';
import { settlePlaces } from './settle-places.ts';

/**
 * Hands the place in a team to whom the participant ticket has passed. To be called once for each transfer: the
 * same ticket may go the same way again.
 * @throws NotFound
 */
export async function passPlace(
  app: App,
  tx: Queryable<typeof schema>,
  transferred: EventPayload<'tickets.transferred'>,
  headers: MessageHeaders,
): Promise<AfterCommit | void> {
  if (transferred.type !== 'PARTICIPANT') return undefined;
  return settlePlaces(app, tx, transferred, () => recordTransfer(tx, transferred, transferred), headers);
}
