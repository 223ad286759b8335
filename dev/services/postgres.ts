import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { found, type Server } from './server.ts';
import { freePort, isListening } from './tcp.ts';

/** How a PostgreSQL on its standard port commonly lets tests in. */
const STANDARD_URLS = [
  'postgres://postgres@127.0.0.1:5432/postgres',
  'postgres://postgres:postgres@127.0.0.1:5432/postgres',
];

/** Whether the server lets this role in and allows it to create databases. */
async function serves(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    const [role] =
      await sql`select rolcreatedb or rolsuper as allowed from pg_roles where rolname = current_user`;
    return role?.['allowed'] === true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function firstServing(urls: string[]): Promise<string | undefined> {
  for (const url of urls) if (await serves(url)) return url;
  return undefined;
}

/** Starts a PostgreSQL whose data goes with it. */
async function startThrowAway(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arena-postgres-'));
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
    password: randomBytes(16).toString('hex'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
    onNotice: (notice) => console.error(notice),
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A PostgreSQL for tests: at DATABASE_URL, on its standard port, or the one that npm installed.
 * @throws when DATABASE_URL is given and cannot be used
 */
export async function findPostgres(given: string | undefined): Promise<Server> {
  if (given) {
    if (await serves(given)) return found(given);
    throw new Error(
      'DATABASE_URL is set, but its PostgreSQL does not answer or its role may not create databases. ' +
        'Mend that, or unset DATABASE_URL.',
    );
  }
  const standard = (await isListening('127.0.0.1', 5432)) ? await firstServing(STANDARD_URLS) : undefined;
  return standard ? found(standard) : startThrowAway();
}
