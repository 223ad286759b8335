import type { Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, gt, gte, isNotNull, isNull, lte, min, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { fanOuts, type FanOutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Stores what many are to be told of, unless it is there already; whether it was new. */
export async function insertFanOut(tx: Db, row: FanOutRow): Promise<boolean> {
  const inserted = await tx
    .insert(fanOuts)
    .values(row)
    .onConflictDoNothing({ target: fanOuts.eventKey })
    .returning({ id: fanOuts.id });
  return inserted.length > 0;
}

/** The changes of a tournament that are still being gathered, locked until the transaction ends. */
export async function lockCollecting(tx: Db, tournamentId: string): Promise<FanOutRow | undefined> {
  const [row] = await tx
    .select()
    .from(fanOuts)
    .where(
      and(
        eq(fanOuts.tournamentId, tournamentId),
        eq(fanOuts.kind, 'TOURNAMENT_UPDATED'),
        isNull(fanOuts.begunAt),
      ),
    )
    .for('update');
  return row;
}

/** Notes how far something has been told, more of what it tells, or when it is gone on with. */
export async function updateFanOut(
  tx: Db,
  id: string,
  changes: Partial<Pick<FanOutRow, 'params' | 'at' | 'dueAt' | 'begunAt' | 'toldUntil' | 'finishedAt'>>,
): Promise<void> {
  await tx.update(fanOuts).set(changes).where(eq(fanOuts.id, id));
}

const isUnfinished = isNull(fanOuts.finishedAt);

/** What is due longest and has not been told to all. */
export async function findDueFanOut(db: Db, now: Date): Promise<FanOutRow | undefined> {
  const [row] = await db
    .select()
    .from(fanOuts)
    .where(and(isUnfinished, lte(fanOuts.dueAt, now)))
    .orderBy(asc(fanOuts.dueAt), asc(fanOuts.id))
    .limit(1);
  return row;
}

/** The same one again, locked until the transaction ends; undefined where somebody else has brought it to its end. */
export async function lockUnfinished(tx: Db, id: string): Promise<FanOutRow | undefined> {
  const [row] = await tx
    .select()
    .from(fanOuts)
    .where(and(eq(fanOuts.id, id), isUnfinished))
    .for('update');
  return row;
}

/** Whether something of the same kind is told, or to be told, that happened to the same match later. */
export async function hasNewerFanOut(
  db: Db,
  { kind, tournamentId, matchId, at }: Pick<FanOutRow, 'kind' | 'tournamentId' | 'matchId' | 'at'>,
): Promise<boolean> {
  if (tournamentId === null || matchId === null) return false;
  const ofMatch = and(eq(fanOuts.tournamentId, tournamentId), eq(fanOuts.matchId, matchId));
  const newer = await db
    .select({ id: fanOuts.id })
    .from(fanOuts)
    .where(and(ofMatch, eq(fanOuts.kind, kind), gt(fanOuts.at, at)))
    .limit(1);
  return newer.length > 0;
}

/** Whether dates of a tournament have been told that are newer than those of a revision. */
export async function hasToldNewerDates(db: Db, tournamentId: string, revision: number): Promise<boolean> {
  const newer = await db
    .select({ id: fanOuts.id })
    .from(fanOuts)
    .where(
      and(
        eq(fanOuts.tournamentId, tournamentId),
        eq(fanOuts.kind, 'TOURNAMENT_UPDATED'),
        isNotNull(fanOuts.begunAt),
        sql`(${fanOuts.params} -> 'dates' ->> 'revision')::bigint > ${revision}`,
      ),
    )
    .limit(1);
  return newer.length > 0;
}

/** When the next of them is due; null where all has been told. */
export async function nextFanOutAt(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(fanOuts.dueAt) })
    .from(fanOuts)
    .where(isUnfinished);
  return row?.at ?? null;
}

/** What is being told of a tournament, or has been, that happened at some time or later. */
export async function findBegunSince(
  db: Db,
  tournamentId: string,
  since: Date,
): Promise<(FanOutRow & { begunAt: Date })[]> {
  const rows = await db
    .select()
    .from(fanOuts)
    .where(and(eq(fanOuts.tournamentId, tournamentId), gte(fanOuts.at, since), isNotNull(fanOuts.begunAt)));
  return rows.flatMap((row) => (row.begunAt ? [{ ...row, begunAt: row.begunAt }] : []));
}
