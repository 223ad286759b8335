import { appendEvents, type AfterCommit, type MessageHeaders } from '@arena/events';
import { newId, NotFound, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { isBanned } from '../db/ban-store.ts';
import { findHistory, setHolder } from '../db/participant-ticket-store.ts';
import type * as schema from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { deletePlace, findPlace, insertPlaces } from '../db/team-member-store.ts';
import { findTeamsOfPlayer } from '../db/team-store.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { tournamentChanged } from './record-change.ts';
import { playerJoined, seatWaiting } from './seat-waiting.ts';
import { tellTournamentUpdated } from './tell-tournament-updated.ts';
import { holderOf } from './ticket-holder.ts';

type Db = Queryable<typeof schema>;

/** A participant ticket of a tournament, as the events tell of it. */
export type ToldTicket = { ticketId: string; tournamentId: string };

async function mayPlay(tx: Db, tournamentId: string, userId: string): Promise<boolean> {
  const [role] = await findStaffRoles(tx, userId, [tournamentId]);
  const [team] = await findTeamsOfPlayer(tx, userId, [tournamentId]);
  return !role && !team && !(await isBanned(tx, tournamentId, userId));
}

/** Takes a ticket's place from who holds the ticket no more, and hands it to who does, if they may play. */
async function handOver(
  app: App,
  tx: Db,
  ticketId: string,
  holderId: string | null,
  headers: MessageHeaders,
): Promise<void> {
  const place = await findPlace(tx, ticketId);
  if (!place || place.userId === holderId) return;
  await deletePlace(tx, place.id);
  if (holderId === null || !(await mayPlay(tx, place.tournamentId, holderId))) return;
  const next = { ...place, id: newId(), userId: holderId, joinedAt: app.now() };
  await insertPlaces(tx, [next]);
  await appendEvents(tx, [playerJoined(next)], headers);
}

/**
 * Records news of a ticket and brings the teams in line with all that is known of the tickets, so that the
 * players end up the same in whatever order the news comes: what came too early, or found no room, takes effect
 * with the news it waited for. Holds the tournament's row.
 * @returns what tells whoever watches the tournament
 * @throws NotFound
 */
export async function settlePlaces(
  app: App,
  tx: Db,
  { ticketId, tournamentId }: ToldTicket,
  record: () => Promise<void>,
  headers: MessageHeaders,
): Promise<AfterCommit> {
  const tournament = await lockTournament(tx, tournamentId);
  if (!tournament) throw new NotFound('Tournament');
  await record();
  const holderId = holderOf(await findHistory(tx, ticketId));
  await setHolder(tx, ticketId, holderId ?? null);
  if (holderId !== undefined) await handOver(app, tx, ticketId, holderId, headers);
  await seatWaiting(app, tx, tournament, headers);
  await appendEvents(tx, [tournamentChanged(tournamentId)], headers);
  return () => tellTournamentUpdated(app, tournamentId);
}
