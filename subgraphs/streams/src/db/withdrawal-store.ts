import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { ticketWithdrawals, tournaments } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A ticket that no longer admits somebody; anybody where that is null. */
export type Withdrawal = { ticketId: string; userId: string | null };

/** Remembers that a ticket of a locked tournament no longer admits somebody. */
export async function recordWithdrawal(
  tx: Db,
  tournamentId: string,
  { ticketId, userId }: Withdrawal,
): Promise<void> {
  const [counted] = await tx
    .update(tournaments)
    .set({ withdrawals: sql`${tournaments.withdrawals} + 1` })
    .where(eq(tournaments.id, tournamentId))
    .returning({ number: tournaments.withdrawals });
  if (!counted) throw new Error(`Tournament ${tournamentId} is gone`);
  await tx.insert(ticketWithdrawals).values({ tournamentId, ticketId, userId, ...counted });
}

/** Whether a ticket has ceased to admit a person since there had been so many withdrawals in its tournament. */
export async function isWithdrawnSince(
  tx: Db,
  tournamentId: string,
  withdrawals: number,
  { ticketId, userId }: { ticketId: string; userId: string },
): Promise<boolean> {
  const found = await tx
    .select({ number: ticketWithdrawals.number })
    .from(ticketWithdrawals)
    .where(
      and(
        eq(ticketWithdrawals.tournamentId, tournamentId),
        gt(ticketWithdrawals.number, withdrawals),
        eq(ticketWithdrawals.ticketId, ticketId),
        or(isNull(ticketWithdrawals.userId), eq(ticketWithdrawals.userId, userId)),
      ),
    )
    .limit(1);
  return found.length > 0;
}
