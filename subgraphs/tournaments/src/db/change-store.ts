import { grouped, idArray, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { and, desc, eq, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentChanges, type ChangeRow } from './schema.ts';
import type { InstantKey } from './tournament-list-store.ts';

type Db = Queryable<typeof schema>;

/** Stores what has been changed. */
export async function insertChange(tx: Db, row: ChangeRow): Promise<void> {
  await tx.insert(tournamentChanges).values(row);
}

/** The same page of each tournament's changes, the last first, in the ids' order. */
export async function listChanges(
  db: Db,
  tournamentIds: readonly string[],
  { limit, after }: PageRequest<InstantKey>,
): Promise<ChangeRow[][]> {
  const position = sql`(${tournamentChanges.at}, ${tournamentChanges.id})`;
  const ofOne = db
    .select()
    .from(tournamentChanges)
    .where(
      and(
        eq(tournamentChanges.tournamentId, sql`wanted.id`),
        after ? sql`${position} < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(tournamentChanges.at), desc(tournamentChanges.id))
    .limit(limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(tournamentIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(desc(ofOne.at), desc(ofOne.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}
