import type { AfterCommit, EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { recordIssue } from '../db/participant-ticket-store.ts';
import type * as schema from '../db/schema.ts';
import { settlePlaces } from './settle-places.ts';

/**
 * Lets the owner of a participant ticket join the smallest team of the tournament, once.
 * @throws NotFound
 */
export async function takePlace(
  app: App,
  tx: Queryable<typeof schema>,
  issued: EventPayload<'tickets.issued'>,
  headers: MessageHeaders,
): Promise<AfterCommit | void> {
  if (issued.type !== 'PARTICIPANT') return undefined;
  return settlePlaces(app, tx, issued, () => recordIssue(tx, issued, issued.ownerId), headers);
}
