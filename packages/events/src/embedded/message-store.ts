import type postgres from 'postgres';
import type { DeadLetter, Delivery, MessageHeaders, OutgoingMessage, QueueState } from '../bus.ts';
import { SUBSCRIPTIONS } from '../catalogue/consumers.ts';

/** PostgreSQL's channels between the processes that share the messages. */
export const WAKE_CHANNEL = 'arena_bus_wake';
export const TAIL_CHANNEL = 'arena_bus_tail';

/** A notification holds at most 8000 bytes. */
const MAX_NOTIFIED = 7_000;

type Row = {
  seq: string;
  message_id: string | null;
  routing_key: string;
  content: string;
  headers: MessageHeaders;
  failures: number;
};

/** A message claimed to be handled. */
export type Claimed = { seq: string; delivery: Delivery };

const eventOf = (routingKey: string): string => routingKey.slice(0, routingKey.lastIndexOf('.'));

/** Makes the table of messages; safe to repeat. */
export const createTable = (sql: postgres.Sql): Promise<unknown> =>
  sql`
  create schema if not exists bus;
  create table if not exists bus.messages (
    seq bigint generated always as identity primary key,
    queue text not null,
    message_id text,
    routing_key text not null,
    content text not null,
    headers jsonb not null,
    failures integer not null default 0,
    due_at timestamptz not null default now(),
    error text,
    dead_at timestamptz
  );
  create index if not exists messages_due on bus.messages (queue, due_at, seq) where dead_at is null;
  create index if not exists messages_dead on bus.messages (queue, dead_at, seq) where dead_at is not null;
`.simple();

/** Keeps messages for every queue that wants them, all or none, and tells who listens. */
export async function insertMessages(sql: postgres.Sql, messages: readonly OutgoingMessage[]): Promise<void> {
  const rows = messages.flatMap((message) =>
    SUBSCRIPTIONS.filter(({ event }) => event === eventOf(message.routingKey)).map(({ queue }) => ({
      queue,
      message_id: message.id,
      routing_key: message.routingKey,
      content: message.content,
      headers: message.headers,
    })),
  );
  await sql.begin(async (tx) => {
    if (rows.length > 0) await tx`insert into bus.messages ${tx(rows)}`;
    for (const message of messages) {
      const shown = JSON.stringify(message);
      const notified =
        Buffer.byteLength(shown) <= MAX_NOTIFIED
          ? shown
          : JSON.stringify({ ...message, content: '"(long)"' });
      await tx`select pg_notify(${TAIL_CHANNEL}, ${notified})`;
    }
  });
}

/** The next messages of a queue that are due, save those under way. */
export async function dueMessages(
  sql: postgres.Sql,
  queue: string,
  underWay: readonly string[],
  limit: number,
): Promise<Claimed[]> {
  const rows = await sql<Row[]>`
    select seq, message_id, routing_key, content, headers, failures from bus.messages
    where queue = ${queue} and dead_at is null and due_at <= now() and seq <> all(${underWay as string[]}::bigint[])
    order by due_at, seq limit ${limit}`;
  return rows.map((row) => ({
    seq: row.seq,
    delivery: {
      id: row.message_id ?? undefined,
      routingKey: row.routing_key,
      content: row.content,
      headers: row.headers,
      attempt: row.failures + 1,
    },
  }));
}

/**
 * How long until the next message of a queue is due, in milliseconds, save those under way; undefined when none waits.
 * Not above zero for one whose time has come, perhaps since the due ones were asked for.
 */
export async function nextDueMs(
  sql: postgres.Sql,
  queue: string,
  underWay: readonly string[],
): Promise<number | undefined> {
  const [row] = await sql<{ wait: number | null }[]>`
    select (extract(epoch from min(due_at) - now()) * 1000)::float8 as wait
    from bus.messages
    where queue = ${queue} and dead_at is null and seq <> all(${underWay as string[]}::bigint[])`;
  return row?.wait === null ? undefined : row?.wait;
}

export const deleteMessage = (sql: postgres.Sql, seq: string): Promise<unknown> =>
  sql`delete from bus.messages where seq = ${seq}`;

/** Notes a failure: the message is due again after the delay, or, without one, parked. */
export const failMessage = (
  sql: postgres.Sql,
  seq: string,
  error: string,
  delayMs: number | undefined,
): Promise<unknown> => sql`
  update bus.messages set
    failures = failures + 1,
    error = ${error},
    due_at = now() + ${delayMs ?? 0} * interval '1 millisecond',
    dead_at = ${delayMs === undefined ? sql`now()` : null}
  where seq = ${seq}`;

/** How many messages each queue has, or those of one consumer. */
export async function countMessages(
  sql: postgres.Sql,
  consumer?: string,
): Promise<Omit<QueueState, 'consumers'>[]> {
  const rows = await sql<{ queue: string; ready: number; dead: number }[]>`
    select queue, count(*) filter (where dead_at is null)::int as ready,
      count(*) filter (where dead_at is not null)::int as dead
    from bus.messages group by queue`;
  const counted = new Map(rows.map((row) => [row.queue, row]));
  const asked = SUBSCRIPTIONS.filter((one) => consumer === undefined || one.consumer === consumer);
  return asked.map(({ queue }) => counted.get(queue) ?? { queue, ready: 0, dead: 0 });
}

type DeadRow = Row & { error: string; dead_at: Date };

export async function selectDead(sql: postgres.Sql, queue: string, limit: number): Promise<DeadLetter[]> {
  const rows = await sql<DeadRow[]>`
    select * from bus.messages where queue = ${queue} and dead_at is not null order by dead_at, seq limit ${limit}`;
  return rows.map((row) => ({
    id: row.message_id ?? undefined,
    routingKey: row.routing_key,
    content: row.content,
    attempts: row.failures,
    error: row.error,
    diedAt: row.dead_at.toISOString(),
  }));
}

/** Puts parked messages back, and wakes whoever handles them, in whatever process. */
export async function reviveDead(sql: postgres.Sql, queue: string): Promise<number> {
  const revived = await sql`
    update bus.messages set dead_at = null, failures = 0, due_at = now(), error = null
    where queue = ${queue} and dead_at is not null`;
  await sql`select pg_notify(${WAKE_CHANNEL}, ${queue})`;
  return revived.count;
}
