import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberHolding } from '../db/holding-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { catchUp } from './catch-up.ts';
import { inTurn } from './in-turn.ts';
import type { News } from './news.ts';
import { tellPerson } from './tell-person.ts';

type Tx = Queryable<typeof schema>;
type Ticket = Pick<EventPayload<'tickets.issued'>, 'ticketId' | 'type' | 'tournamentId' | 'matchId'>;

async function handOver(
  app: App,
  tx: Tx,
  news: News,
  ticket: Ticket & { userId: string; isTransferred: boolean },
): Promise<AfterCommit> {
  const { ticketId, type, tournamentId, matchId, userId, isTransferred } = ticket;
  await lockTournament(tx, tournamentId);
  await rememberHolding(tx, { ticketId, type, tournamentId, matchId, userId, since: news.at });
  const told = await tellPerson(app, tx, news, userId, {
    kind: 'TICKET_ISSUED',
    params: { type, isTransferred },
    ...{ ticketId, tournamentId, matchId },
  });
  return inTurn([told, await catchUp(app, tx, { tournamentId, userId, since: news.at })]);
}

/** Takes note of whose a new ticket is, and tells them. */
export const issueTicket = (
  app: App,
  tx: Tx,
  news: News,
  ticket: EventPayload<'tickets.issued'>,
): Promise<AfterCommit> =>
  handOver(app, tx, news, { ...ticket, userId: ticket.ownerId, isTransferred: false });

/** Takes note of whose a ticket has become, and tells them. */
export const transferTicket = (
  app: App,
  tx: Tx,
  news: News,
  ticket: EventPayload<'tickets.transferred'>,
): Promise<AfterCommit> =>
  handOver(app, tx, news, { ...ticket, userId: ticket.toUserId, isTransferred: true });
