import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { holdTournament, type ChangeRule } from './hold-tournament.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';

type Change = (tx: Queryable<typeof schema>, tournament: TournamentRow) => Promise<TournamentRow>;

/**
 * Makes a change that is left to staff, in one transaction that holds the tournament's row: of two changes
 * at once the second sees what the first has done. Whoever watches the tournament is told.
 * @returns the tournament as `change` leaves it
 * @throws NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function changeTournament(
  app: App,
  userId: string,
  tournamentId: string,
  rule: ChangeRule,
  change: Change,
): Promise<TournamentRow> {
  const changed = await app.transact(async (tx) =>
    change(tx, await holdTournament(tx, userId, tournamentId, rule)),
  );
  tellTournamentUpdated(app, tournamentId);
  return changed;
}
