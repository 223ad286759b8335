import { appendEvents } from '@arena/events';
import { Conflict, foldText, parseInput, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { z } from 'zod';
import type { App } from '../app.ts';
import { isAnyTicketIssued } from '../db/participant-ticket-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { updateTournament as storeTournament } from '../db/tournament-store.ts';
import { differences } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { badInput } from './faults.ts';
import { currencyFault } from './money.ts';
import { recordChange } from './record-change.ts';
import { updateTournamentSchema } from './tournament-schemas.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

/** What this changes, as clients know it. */
const described = ({ name, description, prizeDescription, prizeTotalMinor, currency }: TournamentRow) => ({
  name,
  description,
  'prize.description': prizeDescription,
  'prize.total': `${prizeTotalMinor} ${currency}`,
});

/**
 * Changes the name, the description or the prize of a tournament; what is left out stays. What changes nothing
 * is told to nobody.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF),
 *   Conflict (INVALID_STATE, TICKETS_SOLD)
 */
export async function updateTournament(
  app: App,
  caller: Caller,
  input: z.input<typeof updateTournamentSchema>,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const { tournamentId, name, description, prize } = parseInput(updateTournamentSchema, input, 'input');
  const rule = { by: 'STAFF', in: OPEN_STATUSES } as const;
  return changeTournament(app, userId, tournamentId, rule, async (tx, tournament) => {
    const { currency } = tournament;
    if (prize && prize.total.currency !== currency) {
      throw badInput([currencyFault(['input', 'prize', 'total'], currency)]);
    }
    if (
      prize &&
      prize.total.amount < tournament.prizeTotalMinor &&
      (await isAnyTicketIssued(tx, tournamentId))
    ) {
      throw new Conflict('TICKETS_SOLD', 'The prize is not lowered once a ticket is sold');
    }
    const changes = {
      name: name ?? tournament.name,
      description: description ?? tournament.description,
      prizeDescription: prize?.description ?? tournament.prizeDescription,
      prizeTotalMinor: prize?.total.amount ?? tournament.prizeTotalMinor,
    };
    const detail = differences(described(tournament), described({ ...tournament, ...changes }));
    if (detail === null) return tournament;
    await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'UPDATED', detail });
    const revision = tournament.detailsRevision + 1;
    const payload = { tournamentId, revision, name: changes.name };
    await appendEvents(tx, [{ name: 'tournaments.updated', payload }], caller);
    const searchName = foldText(changes.name);
    return storeTournament(tx, tournamentId, { ...changes, searchName, detailsRevision: revision });
  });
}
