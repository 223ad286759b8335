import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { isNull, lt, or, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { matches, type MatchRow } from './schema.ts';

type Db = Queryable<typeof schema>;
type MatchKey = Pick<MatchRow, 'id' | 'tournamentId'>;
type Told = Partial<Pick<MatchRow, 'name' | 'teamIds' | 'hasStarted' | 'isOver' | 'hasStream'>>;

/** Remembers more of a match; what is known of it then. */
export async function rememberMatch(tx: Db, { id, tournamentId }: MatchKey, told: Told): Promise<MatchRow> {
  const [row] = await tx
    .insert(matches)
    .values({ id, tournamentId, ...told })
    .onConflictDoUpdate({ target: matches.id, set: { tournamentId, ...told } })
    .returning();
  if (!row) throw new Error(`Match ${id} is gone`);
  return row;
}

/** Remembers when a match begins, unless something newer is known. */
export async function rememberMatchDate(
  tx: Db,
  { id, tournamentId }: MatchKey,
  date: Pick<MatchRow, 'startsAt' | 'startsAtToldAt'>,
): Promise<void> {
  await tx
    .insert(matches)
    .values({ id, tournamentId, ...date })
    .onConflictDoUpdate({
      target: matches.id,
      set: date,
      setWhere: or(
        isNull(matches.startsAtToldAt),
        lt(matches.startsAtToldAt, sql`excluded.starts_at_told_at`),
      ),
    });
}

/** What is known of these matches, in the ids' order. */
export async function findMatches(db: Db, ids: readonly string[]): Promise<(MatchRow | null)[]> {
  const rows = await db.select().from(matches).where(isOneOf(matches.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}
