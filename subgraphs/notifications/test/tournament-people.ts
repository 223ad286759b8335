import type { EventPayload } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import type { OpenedApp } from './notifications-app.ts';
import { addPerson, tell } from './told-news.ts';

export const DAY_MS = 86_400_000;

/** The event of a tournament a week ahead. */
export const createdEvent = (changes: Partial<EventPayload<'tournaments.created'>> = {}) => ({
  name: 'tournaments.created' as const,
  payload: {
    tournamentId: newId(),
    name: 'Bogota Open',
    organizerId: newId(),
    capacity: 10,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: '2030-01-10T10:00:00.000Z',
    endsAt: '2030-01-12T10:00:00.000Z',
    ...changes,
  },
});

/** Gives somebody a participant ticket of a tournament, and a place in a team if one is named. */
export async function giveSeat(
  opened: OpenedApp,
  { tournamentId, ownerId, teamId }: { tournamentId: string; ownerId: string; teamId?: string },
): Promise<string> {
  const ticketId = newId();
  opened.domains.codes.set(ticketId, { code: `TKT-${ticketId}`, ownerId });
  const ticket = { ticketId, type: 'PARTICIPANT' as const, tournamentId, matchId: null, ownerId };
  await tell(opened, { name: 'tickets.issued', payload: { ...ticket, checkoutId: null } });
  if (teamId) {
    const joined = { tournamentId, teamId, userId: ownerId, ticketId };
    await tell(opened, { name: 'tournaments.player-joined', payload: joined });
  }
  return ticketId;
}

/** Gives somebody a ticket to watch a match. */
export async function giveView(
  opened: OpenedApp,
  { tournamentId, matchId, ownerId }: { tournamentId: string; matchId: string; ownerId: string },
): Promise<string> {
  const ticketId = newId();
  opened.domains.codes.set(ticketId, { code: `TKT-${ticketId}`, ownerId });
  const ticket = { ticketId, type: 'VIEWER' as const, tournamentId, matchId, ownerId };
  await tell(opened, { name: 'tickets.issued', payload: { ...ticket, checkoutId: null } });
  return ticketId;
}

/** Has somebody's ticket be taken back. */
export const takeBack = (
  opened: OpenedApp,
  ticket: Omit<EventPayload<'tickets.invalidated'>, 'type' | 'matchId' | 'reason'> & {
    matchId?: string;
    reason?: string;
  },
  id?: string,
) =>
  tell(
    opened,
    {
      name: 'tickets.invalidated',
      payload: {
        reason: 'REFUNDED',
        ...ticket,
        type: ticket.matchId ? 'VIEWER' : 'PARTICIPANT',
        matchId: ticket.matchId ?? null,
      },
    },
    id,
  );

/**
 * A tournament with everybody that one may have: who runs it, a player in each of two teams, one who plays in no match,
 * viewers of its match and of another, and strangers; all that they have been told so far is done with.
 */
export async function addCast(opened: OpenedApp) {
  const ids = async (...names: string[]) => {
    const people: Record<string, string> = {};
    for (const name of names) people[name] = await addPerson(opened);
    return people;
  };
  const people = (await ids(
    'organizer',
    'subadmin',
    'one',
    'two',
    'bench',
    'viewer',
    'otherViewer',
    'former',
    'stranger',
  )) as Record<CastName, string>;
  const { payload: tournament } = createdEvent({ organizerId: people.organizer });
  const { tournamentId } = tournament;
  const [teamOne, teamTwo, teamThree, matchId, otherMatchId] = Array.from({ length: 5 }, newId) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await tell(opened, { name: 'tournaments.created', payload: tournament });
  await tell(opened, {
    name: 'tournaments.staff-changed',
    payload: {
      tournamentId,
      revision: 1,
      staff: [
        { userId: people.organizer, role: 'ADMIN' },
        { userId: people.subadmin, role: 'SUBADMIN' },
      ],
    },
  });
  for (const [id, name] of [
    [matchId, 'Final'],
    [otherMatchId, 'Opening'],
  ] as const) {
    const payload = { matchId: id, tournamentId, name, startsAt: '2030-01-11T20:00:00.000Z' };
    await tell(opened, { name: 'matches.created', payload });
  }
  await giveSeat(opened, { tournamentId, ownerId: people.one, teamId: teamOne });
  await giveSeat(opened, { tournamentId, ownerId: people.two, teamId: teamTwo });
  await giveSeat(opened, { tournamentId, ownerId: people.bench, teamId: teamThree });
  await giveView(opened, { tournamentId, matchId, ownerId: people.viewer });
  await giveView(opened, { tournamentId, matchId: otherMatchId, ownerId: people.otherViewer });
  const ticketId = await giveSeat(opened, { tournamentId, ownerId: people.former, teamId: teamOne });
  await takeBack(opened, { ticketId, tournamentId, ownerId: people.former });
  await opened.work();
  opened.mails.sent.splice(0);
  const teamIds = [teamOne, teamTwo];
  return { people, tournamentId, matchId, otherMatchId, teamIds };
}

export type CastName =
  'organizer' | 'subadmin' | 'one' | 'two' | 'bench' | 'viewer' | 'otherViewer' | 'former' | 'stranger';

export type Cast = Awaited<ReturnType<typeof addCast>>;
