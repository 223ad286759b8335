import { appendEvents } from '@arena/events';
import { parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { updateMatch } from '../db/match-store.ts';
import type { MatchRow } from '../db/schema.ts';
import { particulars } from './change-detail.ts';
import { changeMatch } from './change-match.ts';
import { badInput, under } from './faults.ts';
import { matchRescheduled } from './match-events.ts';
import { dateFaults } from './match-faults.ts';
import { rescheduleMatchSchema } from './match-schemas.ts';
import { recordChange } from './record-change.ts';
import { withTeams } from './told-match.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

/**
 * Moves a PENDING match to another date within those of its tournament. The date it has already changes nothing.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function rescheduleMatch(
  app: App,
  caller: Caller,
  input: z.input<typeof rescheduleMatchSchema>,
): Promise<MatchRow> {
  const { userId } = requireSignedIn(caller);
  const { matchId, startsAt } = parseInput(rescheduleMatchSchema, input, 'input');
  const rule = { match: ['PENDING'], tournament: OPEN_STATUSES } as const;
  return changeMatch(app, userId, matchId, rule, async (tx, match, tournament) => {
    const faults = dateFaults(startsAt, tournament);
    if (faults.length > 0) throw badInput(under('input', faults));
    if (startsAt.getTime() === match.startsAt?.getTime()) return [match];
    const changed = await updateMatch(tx, matchId, { startsAt });
    const told = await withTeams(tx, [changed]);
    await appendEvents(
      tx,
      told.map((one) => matchRescheduled(one, startsAt)),
      caller,
    );
    const { id: tournamentId } = tournament;
    const detail = particulars({ matchId, name: match.name, startsAt });
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'MATCH_RESCHEDULED', detail });
    return [changed];
  });
}
