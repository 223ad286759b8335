import { appendEvents, type ArenaEvent, type MessageHeaders } from '@arena/events';
import { newId, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findUnplaced, findWaiting, type HeldTicket } from '../db/participant-ticket-store.ts';
import type * as schema from '../db/schema.ts';
import type { TeamMemberRow, TeamRow, TournamentRow } from '../db/schema.ts';
import { countMembers, insertPlaces } from '../db/team-member-store.ts';
import { findTeamsOf } from '../db/team-store.ts';

type Db = Queryable<typeof schema>;
type Sized = { team: TeamRow; members: number };

export const playerJoined = ({ tournamentId, teamId, userId, ticketId }: TeamMemberRow): ArenaEvent => ({
  name: 'tournaments.player-joined',
  payload: { tournamentId, teamId, userId, ticketId },
});

const placeRefused = ({ tournamentId, ticketId, holderId: userId }: HeldTicket): ArenaEvent => ({
  name: 'tournaments.place-refused',
  payload: { tournamentId, ticketId, userId },
});

async function sizedTeams(tx: Db, tournamentId: string): Promise<Sized[]> {
  const [teams = []] = await findTeamsOf(tx, [tournamentId]);
  const members = await countMembers(
    tx,
    teams.map(({ id }) => id),
  );
  return teams.map((team, index) => ({ team, members: members[index] ?? 0 }));
}

/** The team with the fewest members, the lowest number among equals; undefined when all are full. */
const smallest = (teams: readonly Sized[]): Sized | undefined =>
  teams
    .filter(({ team, members }) => members < team.maxMembers)
    .reduce<Sized | undefined>(
      (least, one) => (least && least.members <= one.members ? least : one),
      undefined,
    );

/** Gives those who wait a place as long as there is room. */
async function seat(app: App, tx: Db, tournamentId: string, headers: MessageHeaders): Promise<void> {
  const waiting = await findWaiting(tx, tournamentId);
  if (waiting.length === 0) return;
  const teams = await sizedTeams(tx, tournamentId);
  const places = new Map<string, TeamMemberRow>();
  for (const { ticketId, holderId: userId } of waiting) {
    const room = smallest(teams);
    if (!room) break;
    if (places.has(userId)) continue;
    room.members += 1;
    const teamId = room.team.id;
    places.set(userId, { id: newId(), tournamentId, teamId, userId, ticketId, joinedAt: app.now() });
  }
  const rows = [...places.values()];
  await insertPlaces(tx, rows);
  await appendEvents(tx, rows.map(playerJoined), headers);
}

/**
 * Gives those who hold a ticket and have no place yet one in the smallest team that has room, and tells so, while the
 * tournament, which is locked, is PENDING without a bracket; staff and the banned do not play. Once nobody joins any
 * more, it tells which tickets give no place, each time anew while they are valid.
 */
export async function seatWaiting(
  app: App,
  tx: Db,
  { id, status, rosterClosedAt }: TournamentRow,
  headers: MessageHeaders,
): Promise<void> {
  if (status === 'PENDING' && !rosterClosedAt) return seat(app, tx, id, headers);
  const refused = await findUnplaced(tx, id);
  return appendEvents(tx, refused.map(placeRefused), headers);
}
