import { appendEvents } from '@arena/events';
import { idSchema, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { deleteBan } from '../db/ban-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { particulars } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { seatWaiting } from './seat-waiting.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

const schema = z.object({ tournamentId: idSchema, userId: idSchema });

/**
 * Lifts a person's ban from a tournament; for who is not banned nothing changes. Their tickets were cancelled, so
 * they come back by a new one.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function liftTournamentBan(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId: callerId } = requireSignedIn(caller);
  const { tournamentId, userId } = parseArguments(schema, args);
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  return changeTournament(app, callerId, tournamentId, rule, async (tx, tournament) => {
    if (!(await deleteBan(tx, tournamentId, userId))) return tournament;
    // a ticket that outlived the ban, because the news of it came after that of its lifting, gives its place
    await seatWaiting(app, tx, tournament, caller);
    const revision = tournament.banRevision + 1;
    const payload = { tournamentId, userId, revision };
    await appendEvents(tx, [{ name: 'tournaments.ban-lifted', payload }], caller);
    const detail = particulars({ userId });
    await recordChange(tx, { tournamentId, at: app.now(), by: callerId, action: 'BAN_LIFTED', detail });
    return updateTournament(tx, tournamentId, { banRevision: revision });
  });
}
