import { appendEvents } from '@arena/events';
import { parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import { findOpponents, updateResults } from '../db/opponent-store.ts';
import type { MatchRow, OpponentRow } from '../db/schema.ts';
import { particulars } from './change-detail.ts';
import { changeMatch } from './change-match.ts';
import { badInput, under } from './faults.ts';
import { matchFinished } from './match-events.ts';
import { strangerFaults } from './match-faults.ts';
import { reportMatchResultSchema, type MatchResult } from './match-schemas.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { recordChange } from './record-change.ts';

/** How an opponent came out of the match. */
const withResult = (opponent: OpponentRow, { winnerTeamId, scores }: MatchResult): OpponentRow => ({
  ...opponent,
  score: scores?.find(({ teamId }) => teamId === opponent.teamId)?.score ?? null,
  isWinner: opponent.teamId === winnerTeamId,
});

/**
 * Says how a match of an ONGOING tournament ended, before its date too; once, whoever reports it.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function reportMatchResult(
  app: App,
  caller: Caller,
  input: z.input<typeof reportMatchResultSchema>,
): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const result = parseInput(reportMatchResultSchema, input, 'input');
  const { matchId } = result;
  const outcome = result.outcome ?? 'PLAYED';
  const winnerTeamId = result.winnerTeamId ?? null;
  const rule = { match: OPEN_MATCH_STATUSES, tournament: ['ONGOING'] } as const;
  return changeMatch(app, userId, matchId, rule, async (tx, { name, tournamentId }) => {
    const [opponents = []] = await findOpponents(tx, [matchId]);
    const faults = strangerFaults(result, opponents);
    if (faults.length > 0) throw badInput(under('input', faults));
    const after = opponents.map((opponent) => withResult(opponent, result));
    await updateResults(tx, after);
    const changed = await updateMatch(tx, matchId, { status: 'FINISHED', outcome });
    await appendEvents(tx, [matchFinished(changed, winnerTeamId)], caller);
    const scores = after.map(({ score }) => score ?? '?').join(':');
    const detail = particulars({ matchId, name, outcome, winnerTeamId, scores });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_FINISHED', detail });
    return changed;
  });
}
