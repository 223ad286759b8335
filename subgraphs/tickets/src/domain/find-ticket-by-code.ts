import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { TicketRow } from '../db/schema.ts';
import { findVisibleTicketByCode } from '../db/ticket-store.ts';
import { TICKET_CODE } from './ticket-code.ts';

/** The ticket with this code, if it is the caller's own or of a tournament that the caller runs; else null. */
export async function findTicketByCode(
  { db, now }: App,
  { userId }: Caller,
  code: string,
): Promise<TicketRow | null> {
  if (userId === null || !TICKET_CODE.test(code)) return null;
  return (await findVisibleTicketByCode(db, { userId, now: now() }, code)) ?? null;
}
