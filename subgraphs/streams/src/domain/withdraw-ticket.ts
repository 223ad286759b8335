import type { Queryable } from '@arena/subgraph-kit';
import { revokeAttendances } from '../db/attendance-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { recordWithdrawal, type Withdrawal } from '../db/withdrawal-store.ts';
import { revoked, type Revoked } from './revoked.ts';

/** Has a ticket no longer admit whom it did admit: it is void, or another's. */
export async function withdrawTicket(
  tx: Queryable<typeof schema>,
  tournamentId: string,
  { ticketId, userId }: Withdrawal,
): Promise<Revoked[]> {
  const { isOver } = await lockTournament(tx, tournamentId);
  if (isOver) return [];
  await recordWithdrawal(tx, tournamentId, { ticketId, userId });
  const affected = { tournamentId, ticketId, ...(userId !== null && { userId }) };
  return revoked(await revokeAttendances(tx, affected, 'TICKET_INVALID'));
}
