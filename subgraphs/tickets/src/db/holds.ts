import { and, eq, gt, inArray, isNull, lte, ne, or, type SQL } from 'drizzle-orm';
import { tickets, type TicketStatus, type TicketType } from './schema.ts';

/** The statuses in which a ticket is somebody's. */
export const HELD_STATUSES: readonly TicketStatus[] = ['RESERVED', 'ACTIVE', 'SUSPENDED', 'USED'];

/** The statuses of tickets that have been sold and not cancelled. */
export const SOLD_STATUSES: readonly TicketStatus[] = ['ACTIVE', 'SUSPENDED', 'USED'];

const lapsed = (now: Date) => and(eq(tickets.status, 'RESERVED'), lte(tickets.holdUntil, now));

/** Whether no lapsed hold is on the ticket. */
export const notLapsed = (now: Date): SQL | undefined =>
  or(ne(tickets.status, 'RESERVED'), isNull(tickets.holdUntil), gt(tickets.holdUntil, now));

/** Whether anybody may take the seat: a lapsed hold is none. */
export const isFree = (now: Date): SQL | undefined => or(eq(tickets.status, 'GENERATED'), lapsed(now));

/** Whether there is still such a ticket: a viewer's is nothing once its hold has lapsed. */
export const stillExists = (now: Date): SQL | undefined =>
  or(eq(tickets.type, 'PARTICIPANT'), notLapsed(now));

/** Which tickets a list holds; every part given must match. */
export type TicketFilter = {
  type?: TicketType | undefined;
  statuses?: readonly TicketStatus[] | undefined;
};

/** Whether a ticket passes the filter, as its status is at this moment. */
export function passes({ type, statuses }: TicketFilter, now: Date): SQL | undefined {
  const inStatus = statuses && and(inArray(tickets.status, [...statuses]), notLapsed(now));
  return and(
    stillExists(now),
    type && eq(tickets.type, type),
    statuses?.includes('GENERATED') ? or(inStatus, lapsed(now)) : inStatus,
  );
}
