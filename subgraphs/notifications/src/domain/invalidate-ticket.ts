import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberHolding } from '../db/holding-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { lostWith } from './called-off.ts';
import type { News } from './news.ts';
import { notify } from './notify.ts';
import { tellPerson } from './tell-person.ts';

/** Whoever loses a ticket with the tournament stays one of its people: there may be more to tell them. */
const STAYS = 'TOURNAMENT_CANCELED';

/** Takes note that a ticket is nobody's any more, and tells whose it was: of that, or of what it was lost with. */
export async function invalidateTicket(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  ticket: EventPayload<'tickets.invalidated'>,
): Promise<AfterCommit> {
  const { ticketId, type, tournamentId, matchId, ownerId, reason } = ticket;
  await lockTournament(tx, tournamentId);
  if (reason !== STAYS)
    await rememberHolding(tx, { ticketId, type, tournamentId, matchId, userId: null, since: news.at });
  const more = lostWith(ticket);
  if (more) return notify(app, tx, more, [ownerId], app.now());
  return tellPerson(app, tx, news, ownerId, {
    kind: 'TICKET_CANCELED',
    params: { type, reason },
    ...{ ticketId, tournamentId, matchId },
  });
}
