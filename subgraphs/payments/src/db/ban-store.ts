import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentBans } from './schema.ts';

type Db = Queryable<typeof schema>;
export type BanRow = typeof tournamentBans.$inferSelect;

/** What is known of a person's ban from a tournament. */
export async function findBan(db: Db, tournamentId: string, userId: string): Promise<BanRow | undefined> {
  const [row] = await db
    .select()
    .from(tournamentBans)
    .where(and(eq(tournamentBans.tournamentId, tournamentId), eq(tournamentBans.userId, userId)));
  return row;
}

/**
 * Remembers what an event tells of a person's ban. Whether they are banned is what the newest event says; that tickets
 * are paid back stays so, since what a ban has cost may be told after the ban has been lifted.
 */
export async function recordBan(tx: Db, told: BanRow): Promise<void> {
  const isNewer = sql`${tournamentBans.revision} < ${told.revision}`;
  await tx
    .insert(tournamentBans)
    .values(told)
    .onConflictDoUpdate({
      target: [tournamentBans.tournamentId, tournamentBans.userId],
      set: {
        isBanned: sql`case when ${isNewer} then ${told.isBanned}::boolean else ${tournamentBans.isBanned} end`,
        revision: sql`greatest(${tournamentBans.revision}, ${told.revision}::integer)`,
        refundsTickets: sql`${tournamentBans.refundsTickets} or ${told.refundsTickets}::boolean`,
      },
    });
}
