import { appendEvents, type ArenaEvent } from '@arena/events';
import { newId, type Queryable } from '@arena/subgraph-kit';
import { insertChange } from '../db/change-store.ts';
import type * as schema from '../db/schema.ts';

/** What tells that something shown of a tournament, its teams, matches or brackets has changed. */
export const tournamentChanged = (tournamentId: string): ArenaEvent => ({
  name: 'tournaments.changed',
  payload: { tournamentId },
});

/** What can be done to a tournament. */
export type ChangeAction =
  | 'CREATED'
  | 'UPDATED'
  | 'RESCHEDULED'
  | 'SALE_STAGES_SET'
  | 'STARTED'
  | 'FINISHED'
  | 'CANCELED'
  | 'SUBADMIN_ADDED'
  | 'SUBADMIN_REMOVED'
  | 'PERSON_BANNED'
  | 'BAN_LIFTED'
  | 'TEAM_RENAMED'
  | 'MATCH_CREATED'
  | 'MATCH_RESCHEDULED'
  | 'MATCH_STARTED'
  | 'MATCH_FINISHED'
  | 'MATCH_CANCELED'
  | 'MATCH_RESULT_CORRECTED'
  | 'BRACKET_GENERATED'
  | 'BRACKET_DELETED';

/** One entry of a tournament's history. */
export type Change = {
  tournamentId: string;
  at: Date;
  /** who did it; null where nobody did, as when a time has come */
  by: string | null;
  action: ChangeAction;
  /** as `differences` and `particulars` write it */
  detail?: string | null;
};

/**
 * Writes a change into the history of its tournament and tells that something of it has changed; to be called in the
 * transaction that makes it.
 */
export async function recordChange(
  tx: Queryable<typeof schema>,
  { tournamentId, at, by, action, detail = null }: Change,
): Promise<void> {
  await insertChange(tx, { id: newId(), tournamentId, at, byId: by, action, detail });
  await appendEvents(tx, [tournamentChanged(tournamentId)]);
}
