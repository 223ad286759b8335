import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedBus } from '@arena/events';
import { createLogger, tracingFor } from '@arena/subgraph-kit';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { seed } from '../seed/seed.ts';
import { lockDataDir, loadSecrets, openDataDir } from './data-dir.ts';
import { ensureDatabases } from './databases.ts';
import { liveAdapters, migrateAll, startEmbeddedStack } from './embedded-stack.ts';
import { PORT_OFFSETS, requireFreePorts } from './ports.ts';
import { sandboxLogin } from './sandbox-login.ts';
import { startServicesStack } from './services-stack.ts';
import type { Settings } from './settings.ts';
import { SUBGRAPHS, type ServiceName, type StackSettings } from './stack-env.ts';

export type Arena = {
  url: string;
  /** a line each, of where things are */
  places: [string, string][];
  stop: () => Promise<void>;
};

export type ArenaOptions = {
  settings: Settings;
  variables: Record<string, string | undefined>;
  /** told in a sentence of each step */
  onNotice: (notice: string) => void;
  /** told when a service ends by itself */
  onExit: (service: ServiceName) => void;
};

/** Fills an empty Arena with the demo data, once: a start that was cut short is taken up again. */
async function seedOnce(settings: Settings, url: string, usersDatabaseUrl: string): Promise<void> {
  // the mark goes with the data: the embedded database is in this directory, another has its own mark
  const { host, pathname } = new URL(usersDatabaseUrl);
  const elsewhere = settings.mode === 'services' ? `-${host}${pathname}`.replaceAll(/[^\w.-]/g, '_') : '';
  const done = join(settings.dataDir, `seeded${elsewhere}`);
  if (existsSync(done)) return;
  await seed(url, usersDatabaseUrl, settings.returnUrl);
  await writeFile(done, '');
}

function portsFrom(base: number) {
  const { postgres, ...services } = PORT_OFFSETS;
  const shifted = Object.entries(services).map(([name, offset]) => [name, base + offset]);
  return {
    services: Object.fromEntries(shifted) as Record<ServiceName, number>,
    postgres: base + postgres,
  };
}

/** Starts all services in this process, around a bus whose messages have a database of their own. */
async function startEmbedded(stackSettings: StackSettings, settings: Settings, serverUrl: string) {
  const { bus: databaseUrl } = await ensureDatabases(serverUrl, settings.databasePrefix, ['bus']);
  const bus = await openEmbeddedBus({ databaseUrl, logger: createLogger('bus', settings.logLevel) });
  try {
    const tracing = await tracingFor(settings.tracing, createLogger('traces', settings.logLevel));
    const stack = await startEmbeddedStack(stackSettings, liveAdapters(settings.logLevel, bus, tracing));
    return {
      url: stack.url,
      stop: async () => {
        await stack.stop();
        await bus.close();
        await tracing?.stop();
      },
    };
  } catch (error) {
    await bus.close();
    throw error;
  }
}

/**
 * Starts Arena as the settings say, with its databases, migrated, and its demo data.
 * @throws StartError or EnvError, whose message names the remedy
 */
export async function startArena(options: ArenaOptions): Promise<Arena> {
  const { settings, onNotice } = options;
  const embedded = settings.mode === 'embedded';
  const ports = portsFrom(settings.portBase);
  await requireFreePorts(ports.services);
  await openDataDir(settings.dataDir);

  const opened: (() => Promise<void>)[] = [await lockDataDir(settings.dataDir)];
  const stop = async () => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const secrets = await loadSecrets(settings.dataDir);
    let serverUrl = settings.databaseUrl as string;
    const places: [string, string][] = [];
    if (embedded) {
      onNotice('Starting PostgreSQL ...');
      const postgres = await startEmbeddedPostgres({
        dataDir: settings.dataDir,
        port: ports.postgres,
        password: secrets.postgresPassword,
        onNotice,
      });
      opened.push(postgres.stop);
      serverUrl = postgres.url;
      places.push(['data', postgres.directory]);
    }
    const databaseUrls = await ensureDatabases(serverUrl, settings.databasePrefix, SUBGRAPHS);
    onNotice('Migrating the databases and starting the services ...');
    await migrateAll(databaseUrls);

    const mailDir = options.variables['MAIL_DIR'] ?? join(settings.dataDir, 'mail');
    if (!options.variables['SMTP_URL']) places.push(['mail', mailDir]);

    const stackSettings: StackSettings = {
      databaseUrls,
      ports: ports.services,
      keyEncryptionKey: options.variables['KEY_ENCRYPTION_KEY'] ?? secrets.keyEncryptionKey,
      variables: {
        ...options.variables,
        LOG_LEVEL: settings.logLevel,
        AMQP_URL: settings.amqpUrl,
        REDIS_URL: settings.redisUrl,
        MAIL_DIR: mailDir,
        LANDING_PAGE: JSON.stringify(sandboxLogin()),
      },
    };
    const stack = embedded
      ? await startEmbedded(stackSettings, settings, serverUrl)
      : await startServicesStack(stackSettings, options.onExit);
    opened.push(stack.stop);

    await seedOnce(settings, stack.url, databaseUrls.users);
    return { url: stack.url, places, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
