import { appendEvents } from '@arena/events';
import { idSchema, parseArguments, requireSignedIn, textSchema, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { cancelOpenMatches } from './cancel-open-matches.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { tellMatchUpdated } from './tell-match-updated.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const schema = z.object({ tournamentId: idSchema, reason: textSchema(1, 500) });

/**
 * Calls a PENDING or ONGOING tournament off, and with it its open matches; the reason is kept.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF, NOT_ADMIN), Conflict (INVALID_STATE)
 */
export async function cancelTournament(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const { tournamentId, reason } = parseArguments(schema, args);
  let canceled: MatchRow[] = [];
  const rule = { by: 'ADMIN', in: OPEN_STATUSES } as const;
  const off = await changeTournament(app, userId, tournamentId, rule, async (tx) => {
    canceled = await cancelOpenMatches(tx, tournamentId, reason, caller);
    await appendEvents(tx, [{ name: 'tournaments.canceled', payload: { tournamentId } }], caller);
    const detail = particulars({ reason });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'CANCELED', detail });
    return updateTournament(tx, tournamentId, { status: 'CANCELED', cancelReason: reason });
  });
  for (const match of canceled) tellMatchUpdated(app, match);
  return off;
}
