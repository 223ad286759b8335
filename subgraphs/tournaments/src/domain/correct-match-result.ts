import { appendEvents } from '@arena/events';
import { Conflict, parseInput, requireSignedIn, type Caller, type Queryable } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, OpponentRow, TournamentRow } from '../db/schema.ts';
import { bracketMatchOf, type BracketMatch } from './brackets/advance.ts';
import { NO_CHANGE, type BracketChange } from './brackets/bracket-change.ts';
import { followersOf, type Followers } from './brackets/followers.ts';
import { replay } from './brackets/replay.ts';
import { changeMatch } from './change-match.ts';
import { matchResultCorrected } from './match-events.ts';
import { requireOpponents, resultDetail, settleResult, winningTeam } from './match-result.ts';
import { correctMatchResultSchema } from './match-schemas.ts';
import { recordChange } from './record-change.ts';
import { winnerIdOf } from './winner-of.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';
import { teamIdsOf } from './told-match.ts';

type Db = Queryable<typeof schema>;

/** Whether the bracket of a match goes on after it: to matches that are laid out, or to rounds still to be paired. */
const goesOn = ({ bracket, round }: BracketMatch, { any }: Followers): boolean =>
  any || (bracket.format === 'SWISS' && round.number < (bracket.roundCount ?? 0));

/** @throws Conflict (MATCHES_IN_THE_WAY, INVALID_STATE) where the bracket has gone on from the former result */
async function requireReplayable(tx: Db, placed: BracketMatch, { status }: TournamentRow): Promise<void> {
  const followers = await followersOf(tx, placed);
  const { started } = followers;
  if (started.length > 0) {
    const names = started.map(({ name }) => `“${name}”`).join(', ');
    const matchIds = started.map(({ id }) => id);
    throw new Conflict('MATCHES_IN_THE_WAY', `Started since, on the former result: ${names}`, { matchIds });
  }
  if (status === 'FINISHED' && goesOn(placed, followers)) {
    throw new Conflict('INVALID_STATE', 'The tournament is FINISHED; who goes on cannot change any more');
  }
}

/** Carries the bracket on from another winner; the same one changes nothing in it. */
async function carryOn(
  tx: Db,
  placed: BracketMatch | null,
  tournament: TournamentRow,
  before: readonly OpponentRow[],
  after: readonly OpponentRow[],
): Promise<BracketChange> {
  if (!placed || winnerIdOf(before) === winnerIdOf(after)) return NO_CHANGE;
  await requireReplayable(tx, placed, tournament);
  return replay(tx, placed, after);
}

/**
 * Gives a match that is over another result, for a reason that the history keeps. In a bracket, what followed from the
 * former result is undone and done anew, as long as no match that hangs on it has started.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF, NOT_ADMIN),
 *   Conflict (INVALID_STATE, MATCHES_IN_THE_WAY with the `matchIds`)
 */
export async function correctMatchResult(
  app: App,
  caller: Caller,
  input: z.input<typeof correctMatchResultSchema>,
): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const { reason, ...result } = parseInput(correctMatchResultSchema, input, 'input');
  const { matchId, outcome } = result;
  const rule = { match: ['FINISHED'], tournament: ['ONGOING', 'FINISHED'], by: 'ADMIN' } as const;
  const corrected = await changeMatch(app, userId, matchId, rule, async (tx, match, tournament) => {
    const placed = await bracketMatchOf(tx, match);
    const before = await requireOpponents(tx, matchId);
    const after = await settleResult(tx, before, result, placed?.bracket.format);
    const changed = await updateMatch(tx, matchId, { outcome: outcome ?? 'PLAYED' });
    const { matches, events } = await carryOn(tx, placed, tournament, before, after);
    const told = { ...changed, teamIds: teamIdsOf(after) };
    await appendEvents(tx, [matchResultCorrected(told, await winningTeam(tx, after)), ...events], caller);
    const detail = resultDetail(result, match.name, after, { reason });
    const { id: tournamentId } = tournament;
    const action = 'MATCH_RESULT_CORRECTED';
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action, detail });
    return [changed, ...matches];
  });
  tellTournamentUpdated(app, corrected.tournamentId);
  return corrected;
}
