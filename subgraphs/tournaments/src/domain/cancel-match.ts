import { appendEvents } from '@arena/events';
import { Conflict, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import type { MatchRow } from '../db/schema.ts';
import { particulars } from './change-detail.ts';
import { changeMatch } from './change-match.ts';
import { matchCanceled } from './match-events.ts';
import { cancelMatchSchema } from './match-schemas.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { recordChange } from './record-change.ts';
import { withTeams } from './told-match.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const bracketMatch = (): Conflict =>
  new Conflict('BRACKET_MATCH', 'A match of a bracket ends by a result, a FORFEIT where it is not played');

/**
 * Calls a PENDING or ONGOING match off that is part of no bracket; its reason is kept.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE, BRACKET_MATCH)
 */
export async function cancelMatch(
  app: App,
  caller: Caller,
  args: z.input<typeof cancelMatchSchema>,
): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const { matchId, reason } = parseArguments(cancelMatchSchema, args);
  const rule = { match: OPEN_MATCH_STATUSES, tournament: OPEN_STATUSES };
  return changeMatch(app, userId, matchId, rule, async (tx, { name, tournamentId, roundId }) => {
    if (roundId !== null) throw bracketMatch();
    const changed = await updateMatch(tx, matchId, { status: 'CANCELED', cancelReason: reason });
    await appendEvents(tx, (await withTeams(tx, [changed])).map(matchCanceled), caller);
    const detail = particulars({ matchId, name, reason });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_CANCELED', detail });
    return [changed];
  });
}
