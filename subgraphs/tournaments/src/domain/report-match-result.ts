import { appendEvents } from '@arena/events';
import { parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import type { MatchRow } from '../db/schema.ts';
import { advance, bracketMatchOf } from './brackets/advance.ts';
import { NO_CHANGE } from './brackets/bracket-change.ts';
import { changeMatch } from './change-match.ts';
import { matchFinished } from './match-events.ts';
import { requireOpponents, resultDetail, settleResult, winningTeam } from './match-result.ts';
import { reportMatchResultSchema } from './match-schemas.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { recordChange } from './record-change.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';
import { teamIdsOf } from './told-match.ts';

/**
 * Says how a match of an ONGOING tournament ended, before its date too; once, whoever reports it. A bracket that it
 * is part of goes on.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, OPPONENTS_UNKNOWN)
 */
export async function reportMatchResult(
  app: App,
  caller: Caller,
  input: z.input<typeof reportMatchResultSchema>,
): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const result = parseInput(reportMatchResultSchema, input, 'input');
  const { matchId, outcome } = result;
  const rule = { match: OPEN_MATCH_STATUSES, tournament: ['ONGOING'] } as const;
  const finished = await changeMatch(app, userId, matchId, rule, async (tx, match) => {
    const placed = await bracketMatchOf(tx, match);
    const opponents = await requireOpponents(tx, matchId);
    const settled = await settleResult(tx, opponents, result, placed?.bracket.format);
    const changed = await updateMatch(tx, matchId, { status: 'FINISHED', outcome: outcome ?? 'PLAYED' });
    const { matches, events } = placed ? await advance(tx, placed, settled) : NO_CHANGE;
    const told = { ...changed, teamIds: teamIdsOf(settled) };
    await appendEvents(tx, [matchFinished(told, await winningTeam(tx, settled)), ...events], caller);
    const { tournamentId, name } = match;
    const detail = resultDetail(result, name, settled);
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_FINISHED', detail });
    return [changed, ...matches];
  });
  // its standings are others now
  tellTournamentUpdated(app, finished.tournamentId);
  return finished;
}
