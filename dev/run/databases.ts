import { StartError } from '@arena/subgraph-kit';
import postgres from 'postgres';
import { SUBGRAPHS, type SubgraphName } from './stack-env.ts';

const DUPLICATE_DATABASE = '42P04';

/**
 * Makes sure that each subgraph has its database on a server.
 * @returns the databases' addresses
 * @throws StartError when the server cannot be used
 */
export async function ensureDatabases(serverUrl: string): Promise<Record<SubgraphName, string>> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  const urls: [SubgraphName, string][] = [];
  try {
    for (const name of SUBGRAPHS) {
      const database = `arena_${name}`;
      await sql`create database ${sql(database)}`.catch((error: unknown) => {
        if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
      });
      urls.push([name, Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href]);
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
