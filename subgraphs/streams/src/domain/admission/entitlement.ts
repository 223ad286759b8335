import { ask, type MessageHeaders, type RequestInput } from '@arena/events';
import type { App } from '../../app.ts';
import type { AttendanceRow } from '../../db/schema.ts';
import type { Standing } from '../../db/standing-store.ts';
import { TicketInvalid } from '../errors.ts';

type Role = AttendanceRow['role'];
type TicketType = RequestInput<'tickets.check'>['type'];

/** As what a person is admitted to a match, and by what. */
export type Entitlement = {
  role: Role;
  /** null for staff, and where watching is free */
  ticketId: string | null;
  /** whether it takes one of the places for those without a ticket */
  isFree: boolean;
};

const AS_STAFF: Entitlement = { role: 'STAFF', ticketId: null, isFree: false };
const FOR_FREE: Entitlement = { role: 'VIEWER', ticketId: null, isFree: true };

/**
 * The id of the person's own ticket of a type that is valid at this moment; null when there is none.
 * @param code any of theirs if null
 * @throws SubgraphUnavailable when tickets does not answer
 */
async function findTicket(
  { bus }: Pick<App, 'bus'>,
  { userId, tournamentId, matchId }: Standing,
  type: TicketType,
  code: string | null,
  headers: MessageHeaders,
): Promise<string | null> {
  const isPlayer = type === 'PARTICIPANT';
  const input = { userId, tournamentId, type, code, matchId: isPlayer ? null : matchId, checkIn: isPlayer };
  const { valid, ticketId } = await ask(bus, 'tickets.check', input, headers);
  return valid ? ticketId : null;
}

/**
 * What entitles a person who wants to watch, without a ticket or by one.
 * @throws TicketInvalid (REQUIRED, NOT_VALID), SubgraphUnavailable
 */
export async function findEntitlement(
  app: Pick<App, 'bus'>,
  standing: Standing,
  code: string | null,
  headers: MessageHeaders,
): Promise<Entitlement> {
  if (standing.isStaff) return AS_STAFF;
  if (code === null) {
    if (standing.isFree) return FOR_FREE;
    throw new TicketInvalid('REQUIRED', 'Watching this match needs a ticket');
  }
  for (const role of ['PARTICIPANT', 'VIEWER'] as const) {
    const ticketId = await findTicket(app, standing, role, code, headers);
    if (ticketId !== null) return { role, ticketId, isFree: false };
  }
  throw new TicketInvalid('NOT_VALID', 'This ticket does not admit you to this match');
}

/**
 * What still entitles a person who was admitted before.
 * @throws TicketInvalid (REQUIRED, NOT_VALID), SubgraphUnavailable
 */
export async function findLastingEntitlement(
  app: Pick<App, 'bus'>,
  standing: Standing,
  { role, ticketId: before }: AttendanceRow,
): Promise<Entitlement> {
  if (standing.isStaff || role === 'STAFF' || before === null) {
    return findEntitlement(app, standing, null, {});
  }
  const ticketId = await findTicket(app, standing, role, null, {});
  if (ticketId === null) throw new TicketInvalid('NOT_VALID', 'The ticket admits nobody any more');
  return { role, ticketId, isFree: false };
}
