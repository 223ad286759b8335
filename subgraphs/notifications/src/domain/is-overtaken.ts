import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { hasNewerFanOut } from '../db/fan-out-store.ts';
import { findMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { FanOutRow } from '../db/schema.ts';
import { findTournaments } from '../db/tournament-store.ts';
import { dayIn } from './day-in.ts';
import { factOf } from './fact.ts';

type Tx = Queryable<typeof schema>;

/** Whether a match is no longer to be reminded of: the day is over, or it does not take place on it. */
async function isPast(app: App, tx: Tx, on: string, matchId: string | null): Promise<boolean> {
  const { timeZone } = app.settings;
  if (on < dayIn(timeZone, app.now())) return true;
  const [match] = matchId === null ? [] : await findMatches(tx, [matchId]);
  if (!match) return false;
  return match.isOver || (match.startsAt !== null && dayIn(timeZone, match.startsAt) !== on);
}

/** Whether nobody needs to know any more, since something newer is to be known. */
export async function isOvertaken(app: App, tx: Tx, fanOut: FanOutRow): Promise<boolean> {
  const fact = factOf(fanOut);
  switch (fact.kind) {
    case 'TOURNAMENT_UPDATED': {
      const [tournament] = await findTournaments(tx, [fanOut.tournamentId ?? '']);
      return tournament?.isCanceled ?? false;
    }
    case 'MATCH_REMINDER':
      return isPast(app, tx, fact.params.on, fanOut.matchId);
    case 'MATCH_RESCHEDULED':
    case 'MATCH_WINNER':
      // the last that is told of these is what stands
      return hasNewerFanOut(tx, fanOut);
    default:
      return false;
  }
}
