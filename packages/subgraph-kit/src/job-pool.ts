import { Pool } from 'pg';
import type { Logger } from './logger.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** The connections of the library that keeps jobs. A lost one is told to the log and replaced, whoever held it. */
export function openJobPool(databaseUrl: string, size: number, logger: Logger | undefined): Pool {
  const onLost = (error: Error) => logger?.warn({ err: error }, 'a connection of the jobs is lost');
  return new Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: 'arena-jobs',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
    .on('error', onLost)
    .on('connect', (client) => client.on('error', onLost));
}
