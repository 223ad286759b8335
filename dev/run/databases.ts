import { StartError } from '@arena/subgraph-kit';
import postgres from 'postgres';
import { embeddedUrl } from '../postgres/embedded-postgres.ts';
import { isListening } from '../services/tcp.ts';
import { loadSecrets } from './data-dir.ts';
import { PORT_OFFSETS } from './ports.ts';
import type { Settings } from './settings.ts';
import { SUBGRAPHS, type SubgraphName } from './stack-env.ts';

const DUPLICATE_DATABASE = '42P04';

const onServer = (serverUrl: string, database: string): string =>
  Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

/**
 * The address of the users database of an Arena that runs, for commands beside it.
 * @throws StartError when none runs
 */
export async function usersDatabaseUrl(settings: Settings): Promise<string> {
  const { mode, databaseUrl, databasePrefix, dataDir, portBase } = settings;
  if (mode === 'services' && databaseUrl) return onServer(databaseUrl, `${databasePrefix}users`);
  if (!(await isListening('127.0.0.1', portBase + PORT_OFFSETS.postgres))) {
    throw new StartError(
      `No Arena of PORT_BASE ${portBase} runs here. Start it first with "npm start", or set PORT_BASE to where it runs.`,
    );
  }
  const { postgresPassword } = await loadSecrets(dataDir);
  return onServer(embeddedUrl(portBase + PORT_OFFSETS.postgres, postgresPassword), `${databasePrefix}users`);
}

/**
 * Makes sure that each subgraph has its database, named after it with the prefix, on a server.
 * @returns the databases' addresses
 * @throws StartError when the server cannot be used
 */
export async function ensureDatabases(
  serverUrl: string,
  prefix: string,
): Promise<Record<SubgraphName, string>> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  const urls: [SubgraphName, string][] = [];
  try {
    for (const name of SUBGRAPHS) {
      const database = `${prefix}${name}`;
      await sql`create database ${sql(database)}`.catch((error: unknown) => {
        if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
      });
      urls.push([name, onServer(serverUrl, database)]);
    }
    return Object.fromEntries(urls) as Record<SubgraphName, string>;
  } catch (error) {
    const { message } = error as Error;
    const { host } = new URL(serverUrl);
    throw new StartError(
      `The PostgreSQL server at ${host} cannot be used (${message}). ` +
        'Check DATABASE_URL: its role must be able to log in and to create databases.',
    );
  } finally {
    await sql.end({ timeout: 5 });
  }
}
