import type postgres from 'postgres';
import type { Metrics } from './metrics.ts';

type Unsafe = postgres.Sql['unsafe'];
type Work = (tx: postgres.TransactionSql) => unknown;

/** Tells when a query is sent, and gives what is to be told when it has ended. */
type Watch = () => (isOk: boolean) => void;

/** Has something told of a query, from when it is sent until it has ended. */
function watchQuery(query: PromiseLike<unknown>, begin: Watch): void {
  const sent = query.then.bind(query);
  let isSent = false;
  // postgres-js sends a query when its result is asked for, and once, though others may ask for it as tracing does
  const then = (onRows?: (rows: unknown) => unknown, onError?: (error: unknown) => unknown) => {
    if (isSent) return sent(onRows, onError);
    isSent = true;
    const end = begin();
    return sent(
      (rows) => {
        end(true);
        return onRows ? onRows(rows) : rows;
      },
      (error: unknown) => {
        end(false);
        if (!onError) throw error;
        return onError(error);
      },
    );
  };
  Object.assign(query, { then });
}

/** Has something told of each query that is made in this way. */
const watched =
  (unsafe: Unsafe, begin: Watch): Unsafe =>
  (text, parameters, options) => {
    const query = unsafe(text, parameters, options);
    watchQuery(query, begin);
    return query as never;
  };

/** Has a pool's statements counted and timed, the wait for a connection included, and its use told. */
export function measureSql(sql: postgres.Sql, poolSize: number, metrics: Metrics): void {
  const durations = metrics.histogram({
    name: 'arena_sql_statement_duration_seconds',
    help: 'How long SQL statements took, the wait for a connection included.',
    labels: ['outcome'],
  });
  const size = metrics.gauge({ name: 'arena_sql_pool_max', help: 'Connections that the pool may hold.' });
  const inUse = metrics.gauge({
    name: 'arena_sql_pool_in_use',
    help: 'Connections on which a transaction or a statement is under way.',
  });
  const waiting = metrics.gauge({
    name: 'arena_sql_pool_waiting',
    help: 'Transactions and statements beyond the connections of the pool: they wait.',
  });
  /** the statements and transactions that want a connection at this moment */
  const demand = { now: 0 };
  metrics.read('sql_pool', () => {
    size.set(poolSize);
    inUse.set(Math.min(demand.now, poolSize));
    waiting.set(Math.max(0, demand.now - poolSize));
  });

  const timed: Watch = () => {
    const startedAt = performance.now();
    return (isOk) => durations.observe((performance.now() - startedAt) / 1_000, [isOk ? 'ok' : 'error']);
  };
  const alone: Watch = () => {
    demand.now += 1;
    const end = timed();
    return (isOk) => {
      demand.now -= 1;
      end(isOk);
    };
  };
  const within =
    (work: Work): Work =>
    (tx) => {
      tx.unsafe = watched(tx.unsafe.bind(tx), timed);
      const savepoint = tx.savepoint.bind(tx) as (name: unknown, work?: Work) => Promise<unknown>;
      tx.savepoint = ((name: unknown, inner?: Work) =>
        typeof name === 'function'
          ? savepoint(within(name as Work))
          : savepoint(name, inner && within(inner))) as typeof tx.savepoint;
      return work(tx);
    };

  sql.unsafe = watched(sql.unsafe.bind(sql), alone);
  const begin = sql.begin.bind(sql) as (options: unknown, work?: Work) => Promise<unknown>;
  sql.begin = (async (options: unknown, work?: Work) => {
    const held = { connections: 0 };
    // until then its BEGIN, which is a statement of the pool, wants the connection
    const holding =
      (inner: Work): Work =>
      (tx) => {
        held.connections = 1;
        demand.now += 1;
        return within(inner)(tx);
      };
    try {
      return await (typeof options === 'function'
        ? begin(holding(options as Work))
        : begin(options, work && holding(work)));
    } finally {
      demand.now -= held.connections;
    }
  }) as typeof sql.begin;
}
