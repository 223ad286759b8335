import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, lt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentBans } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What an event tells of a person's ban. */
export type ToldBan = typeof tournamentBans.$inferInsert;

/** Whether a person is banned from a tournament. */
export async function isBanned(db: Db, tournamentId: string, userId: string): Promise<boolean> {
  const [row] = await db
    .select({ isBanned: tournamentBans.isBanned })
    .from(tournamentBans)
    .where(and(eq(tournamentBans.tournamentId, tournamentId), eq(tournamentBans.userId, userId)));
  return row?.isBanned ?? false;
}

/** Remembers what an event tells of a person's ban unless something newer is known; whether it did. */
export async function recordBan(tx: Db, { tournamentId, userId, ...told }: ToldBan): Promise<boolean> {
  const recorded = await tx
    .insert(tournamentBans)
    .values({ tournamentId, userId, ...told })
    .onConflictDoUpdate({
      target: [tournamentBans.tournamentId, tournamentBans.userId],
      set: told,
      setWhere: lt(tournamentBans.revision, told.revision),
    })
    .returning({ userId: tournamentBans.userId });
  return recorded.length === 1;
}
