import { Conflict, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import { countFreeTournaments } from '../db/tournament-store.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const MAX_OPEN = 1;
const MAX_PER_MONTH = 3;

/**
 * Whether an organiser may create another free tournament: one PENDING or ONGOING, three in a calendar month
 * (UTC). Only conclusive while the organiser is locked.
 * @throws Conflict LIMIT_REACHED
 */
export async function requireFreeTournamentAllowed(
  tx: Queryable<typeof schema>,
  organizerId: string,
  now: Date,
): Promise<void> {
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const { inStatus, createdSince } = await countFreeTournaments(tx, organizerId, {
    statuses: OPEN_STATUSES,
    since,
  });
  if (inStatus >= MAX_OPEN) {
    throw new Conflict('LIMIT_REACHED', 'Only one free tournament may be PENDING or ONGOING at a time');
  }
  if (createdSince >= MAX_PER_MONTH) {
    throw new Conflict('LIMIT_REACHED', `Only ${MAX_PER_MONTH} free tournaments may be created in a month`);
  }
}
