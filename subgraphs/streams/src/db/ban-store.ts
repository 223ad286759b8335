import type { Queryable } from '@arena/subgraph-kit';
import { lt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentBans } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What an event tells of a person's ban from a tournament. */
export type ToldBan = typeof tournamentBans.$inferInsert;

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
