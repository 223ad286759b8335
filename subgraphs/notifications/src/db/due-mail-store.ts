import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, count, eq, inArray, lte, sql } from 'drizzle-orm';
import { LANES } from '../domain/kinds.ts';
import type * as schema from './schema.ts';
import { mails, type MailRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;

const eachOf = (lanes: readonly number[]) =>
  sql`unnest(array[${sql.join(
    lanes.map((lane) => sql`${lane}::int`),
    sql`, `,
  )}]::int[]) as lanes(lane)`;

/**
 * Takes up to so many of the mails of some lanes that are due, those of the lowest lane first and of one lane those that
 * are due longest. Until the lease is over nobody else takes them; then they are due again, should whoever took them have come
 * to nothing. They gather no more matches.
 */
export async function takeDueMails(
  db: Db,
  { now, leaseUntil, lanes, limit }: { now: Date; leaseUntil: Date; lanes: readonly number[]; limit: number },
): Promise<MailRow[]> {
  const ofLane = sql`
    select ${mails.id} as id, ${mails.nextAt} as next_at from ${mails}
    where ${mails.state} = 'QUEUED' and ${mails.lane} = lanes.lane and ${mails.nextAt} <= ${at(now)}
    order by ${mails.nextAt} limit ${limit} for update skip locked`;
  // a WITH that locks is run once, so no more than the limit is taken
  const taken = await db.execute<{ id: string }>(sql`
    with due as (
      select of_lane.id from ${eachOf(lanes)} cross join lateral (${ofLane}) as of_lane
      order by lanes.lane, of_lane.next_at limit ${limit})
    update ${mails} set next_at = ${at(leaseUntil)}, attempts = attempts + 1, gathers = null
    where id in (select id from due) returning id`);
  if (taken.length === 0) return [];
  return db
    .select()
    .from(mails)
    .where(
      isOneOf(
        mails.id,
        taken.map(({ id }) => id),
      ),
    )
    .orderBy(mails.lane, mails.createdAt, mails.id);
}

/** Keeps mails that are under way from others for longer; one that has been put off for longer already stays so. */
export async function renewLease(db: Db, ids: readonly string[], leaseUntil: Date): Promise<void> {
  await db
    .update(mails)
    .set({ nextAt: sql`greatest(${mails.nextAt}, ${at(leaseUntil)})` })
    .where(and(isOneOf(mails.id, ids), eq(mails.state, 'QUEUED')));
}

/** Gives mails back that were taken and not tried; as if they had not been taken, they are due then. */
export async function giveBack(db: Db, ids: readonly string[], nextAt: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(mails)
    .set({ nextAt, attempts: sql`${mails.attempts} - 1` })
    .where(and(isOneOf(mails.id, ids), eq(mails.state, 'QUEUED')));
}

/** Notes what has become of a mail: it is not tried again. What has been noted first stands. */
export async function settleMail(
  db: Db,
  id: string,
  settled: { state: 'SENT' | 'PARKED'; reason: string | null; settledAt: Date },
): Promise<void> {
  await db
    .update(mails)
    .set(settled)
    .where(and(eq(mails.id, id), eq(mails.state, 'QUEUED')));
}

/** Notes why a mail could not be sent, and when it is tried again. */
export async function postponeMail(
  db: Db,
  id: string,
  { reason, nextAt }: { reason: string; nextAt: Date },
): Promise<void> {
  await db
    .update(mails)
    .set({ reason, nextAt })
    .where(and(eq(mails.id, id), eq(mails.state, 'QUEUED')));
}

/** When the next mail is due; null where none waits. */
export async function nextMailAt(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: mails.nextAt })
    .from(mails)
    .where(
      inArray(
        mails.id,
        sql`(select first.id from ${eachOf(LANES)} cross join lateral (
          select ${mails.id} as id from ${mails} where ${mails.state} = 'QUEUED' and ${mails.lane} = lanes.lane
          order by ${mails.nextAt} limit 1) as first)`,
      ),
    )
    .orderBy(mails.nextAt)
    .limit(1);
  return row?.at ?? null;
}

/** More mails than this are not counted. */
export const COUNTED_AT_MOST = 10_000;

/** How many mails are due by now. */
export async function countDueMails(db: Db, now: Date): Promise<number> {
  const due = db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.state, 'QUEUED'), lte(mails.nextAt, now)))
    .limit(COUNTED_AT_MOST)
    .as('due');
  const [counted] = await db.select({ count: count() }).from(due);
  return counted?.count ?? 0;
}
