import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberHolding } from '../db/holding-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import { tellPerson } from './tell-person.ts';

/** Whoever loses a ticket with the tournament stays one of its people: there may be more to tell them. */
const STAYS = 'TOURNAMENT_CANCELED';

/**
 * For so long whoever loses a ticket with its match is still one of those who are told that it is canceled: the clocks of
 * the two events may differ.
 */
const OF_MATCH_MS = 300_000;

const lostAt = ({ at }: News, reason: string): Date =>
  reason === 'MATCH_CANCELED' ? new Date(at.getTime() + OF_MATCH_MS) : at;

/** Takes note that a ticket is nobody's any more, and tells whose it was. */
export async function invalidateTicket(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  ticket: EventPayload<'tickets.invalidated'>,
): Promise<AfterCommit> {
  const { ticketId, type, tournamentId, matchId, ownerId, reason } = ticket;
  await lockTournament(tx, tournamentId);
  if (reason !== STAYS) {
    const since = lostAt(news, reason);
    await rememberHolding(tx, { ticketId, type, tournamentId, matchId, userId: null, since });
  }
  return tellPerson(app, tx, news, ownerId, {
    kind: 'TICKET_CANCELED',
    params: { type, reason },
    ...{ ticketId, tournamentId, matchId },
  });
}
