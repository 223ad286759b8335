import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberHolding } from '../db/holding-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import { tellPerson } from './tell-person.ts';

/** Whoever loses a ticket with what it was for stays one of its people: there may be more to tell them. */
const STAYS = new Set(['TOURNAMENT_CANCELED', 'MATCH_CANCELED']);

/** Takes note that a ticket is nobody's any more, and tells whose it was. */
export async function invalidateTicket(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  ticket: EventPayload<'tickets.invalidated'>,
): Promise<AfterCommit> {
  const { ticketId, type, tournamentId, matchId, ownerId, reason } = ticket;
  await lockTournament(tx, tournamentId);
  if (!STAYS.has(reason)) {
    await rememberHolding(tx, { ticketId, type, tournamentId, matchId, userId: null, since: news.at });
  }
  return tellPerson(app, tx, news, ownerId, {
    kind: 'TICKET_CANCELED',
    params: { type, reason },
    ...{ ticketId, tournamentId, matchId },
  });
}
