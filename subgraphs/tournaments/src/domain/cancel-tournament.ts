import { idSchema, parseArguments, requireSignedIn, textSchema, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { callOffTournament } from './call-off-tournament.ts';
import { changeTournament } from './change-tournament.ts';
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
    const calledOff = await callOffTournament(app, tx, tournamentId, { reason, by: userId, headers: caller });
    canceled = calledOff.matches;
    return calledOff.tournament;
  });
  for (const match of canceled) tellMatchUpdated(app, match);
  return off;
}
