import { StartError } from '@arena/subgraph-kit';
import postgres from 'postgres';
import { embeddedUrl } from '../postgres/embedded-postgres.ts';
import { isListening } from '../services/tcp.ts';
import { loadSecrets } from './data-dir.ts';
import { PORT_OFFSETS } from './ports.ts';
import type { Settings } from './settings.ts';
import type { SubgraphName } from './stack-env.ts';

const DUPLICATE_DATABASE = '42P04';

const onServer = (serverUrl: string, database: string): string =>
  Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

/**
 * The address of a database of an embedded Arena that runs, for commands beside it.
 * @throws StartError when none runs
 */
export async function embeddedDatabaseUrl(settings: Settings, name: SubgraphName | 'bus'): Promise<string> {
  const { databasePrefix, dataDir, portBase } = settings;
  if (!(await isListening('127.0.0.1', portBase + PORT_OFFSETS.postgres))) {
    throw new StartError(
      `No Arena of PORT_BASE ${portBase} runs here. Start it first with "npm start", or set PORT_BASE to where it runs.`,
    );
  }
  const { postgresPassword } = await loadSecrets(dataDir);
  return onServer(
    embeddedUrl(portBase + PORT_OFFSETS.postgres, postgresPassword),
    `${databasePrefix}${name}`,
  );
}

/**
 * The address of a subgraph's database of an Arena that runs, for commands beside it.
 * @throws StartError when none runs
 */
export const subgraphDatabaseUrl = async (settings: Settings, name: SubgraphName): Promise<string> =>
  settings.mode === 'services' && settings.databaseUrl
    ? onServer(settings.databaseUrl, `${settings.databasePrefix}${name}`)
    : embeddedDatabaseUrl(settings, name);

/**
 * Makes sure that a server has a database of each name, with the prefix before it.
 * @returns the databases' addresses
 * @throws StartError when the server cannot be used
 */
export async function ensureDatabases<Name extends string>(
  serverUrl: string,
  prefix: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  const urls: [Name, string][] = [];
  try {
    for (const name of names) {
      const database = `${prefix}${name}`;
      await sql`create database ${sql(database)}`.catch((error: unknown) => {
        if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
      });
      urls.push([name, onServer(serverUrl, database)]);
    }
    return Object.fromEntries(urls) as Record<Name, string>;
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
