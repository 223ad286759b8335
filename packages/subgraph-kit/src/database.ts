import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import type { Tracer } from '@opentelemetry/api';
import type { Metrics } from './metrics/metrics.ts';
import { measureSql } from './metrics/sql-metrics.ts';
import { traceStatements } from './tracing/trace-statements.ts';

type Schema = Record<string, unknown>;

/** What a store runs its SQL on: the database itself, or a transaction on it. */
export type Queryable<S extends Schema> = PgDatabase<PostgresJsQueryResultHKT, S>;

export type Database<S extends Schema> = PostgresJsDatabase<S>;

export type OpenDatabase<S extends Schema> = { db: Database<S>; close: () => Promise<void> };

export type DatabaseOptions = {
  /** connections held at most */
  poolSize?: number;
  /** told of each statement sent, so that a test can count them or look into them */
  onStatement?: ((sql: string, parameters: unknown[]) => void) | undefined;
  /** where statements are counted */
  metrics?: Metrics | undefined;
  /** makes a span of each statement that is sent in a trace */
  tracer?: Tracer | undefined;
};

const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Has postgres-js prepare what looks rows up by arrays of keys outside transactions, which Drizzle asks it not to. Such a
 * statement is parsed and planned once for a connection, and sent in one round trip instead of two. Any other is planned
 * for the values that it is given, each time: how a page is best read depends on what it is filtered by.
 */
function prepareLookups(sql: postgres.Sql): void {
  const unsafe = sql.unsafe.bind(sql);
  sql.unsafe = (text, parameters = [], options) => {
    const prepare = parameters.length > 0 && parameters.every(Array.isArray);
    return unsafe(text, parameters, { ...options, prepare });
  };
}

/** Opens a pool on one subgraph's database. Nothing is connected before the first statement. */
export function openDatabase<S extends Schema>(
  url: string,
  schema: S,
  { poolSize = 10, onStatement, metrics, tracer }: DatabaseOptions = {},
): OpenDatabase<S> {
  const sql = postgres(url, {
    max: poolSize,
    onnotice: () => {},
    connection: { application_name: 'arena', statement_timeout: STATEMENT_TIMEOUT_MS },
  });
  prepareLookups(sql);
  if (metrics) measureSql(sql, poolSize, metrics);
  if (tracer) traceStatements(sql, tracer, url);
  const logger = onStatement ? { logQuery: onStatement } : false;
  return {
    db: drizzle(sql, { schema, casing: 'snake_case', logger }),
    close: () => sql.end({ timeout: 5 }),
  };
}

/** The name of the unique constraint or index that an error says was violated, if it is such an error. */
export function violatedUnique(error: unknown): string | undefined {
  if (!(error instanceof DrizzleQueryError)) return undefined;
  const cause = error.cause as { code?: string; constraint_name?: string } | undefined;
  return cause?.code === '23505' ? cause.constraint_name : undefined;
}
