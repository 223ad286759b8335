import type { TicketRow } from '../db/schema.ts';
import { NOBODYS } from '../db/seat-store.ts';

/** Whether the hold on a ticket is over. */
export const isLapsed = ({ status, holdUntil }: TicketRow, now: Date): boolean =>
  status === 'RESERVED' && holdUntil !== null && holdUntil <= now;

/** The ticket as it is at this moment: a seat whose hold has lapsed is for sale, whatever is stored. */
export const ticketAsOf = (ticket: TicketRow, now: Date): TicketRow =>
  isLapsed(ticket, now) ? { ...ticket, status: 'GENERATED', ...NOBODYS } : ticket;
