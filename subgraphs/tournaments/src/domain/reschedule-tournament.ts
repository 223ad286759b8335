import { appendEvents } from '@arena/events';
import { Conflict, parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { findMatchesOutside } from '../db/match-store.ts';
import { lastStageEnd } from '../db/sale-stage-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { differences } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { recordChange } from './record-change.ts';
import { rescheduleTournamentSchema } from './tournament-schemas.ts';

/**
 * Moves a PENDING tournament to other dates, which its sale stages and matches must still fit.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, SALE_STAGES_OUTSIDE, MATCHES_OUTSIDE with the `matchIds`)
 */
export async function rescheduleTournament(
  app: App,
  caller: Caller,
  input: z.input<ReturnType<typeof rescheduleTournamentSchema>>,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const { tournamentId, startsAt, endsAt } = parseInput(
    rescheduleTournamentSchema(app.now()),
    input,
    'input',
  );
  return changeTournament(
    app,
    userId,
    tournamentId,
    { by: 'STAFF', in: ['PENDING'] },
    async (tx, tournament) => {
      const lastEnd = await lastStageEnd(tx, tournamentId);
      if (lastEnd && lastEnd > endsAt) {
        throw new Conflict('SALE_STAGES_OUTSIDE', 'A sale stage would close after the end of the tournament');
      }
      const matchIds = await findMatchesOutside(tx, tournamentId, { startsAt, endsAt });
      if (matchIds.length > 0) {
        const message = `Matches that would lie outside these dates: ${matchIds.length}`;
        throw new Conflict('MATCHES_OUTSIDE', message, { matchIds });
      }
      const revision = tournament.scheduleRevision + 1;
      const dates = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
      await appendEvents(
        tx,
        [{ name: 'tournaments.rescheduled', payload: { tournamentId, revision, ...dates } }],
        caller,
      );
      const { startsAt: startedAt, endsAt: endedAt } = tournament;
      const detail = differences({ startsAt: startedAt, endsAt: endedAt }, { startsAt, endsAt });
      await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'RESCHEDULED', detail });
      return updateTournament(tx, tournamentId, { startsAt, endsAt, scheduleRevision: revision });
    },
  );
}
