import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '@arena/subgraph-kit';
import { requireFreePorts } from '../run/ports.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster, postgresParent } from './data-directory.ts';
import { makeSharedDir, postgresUser, type RunAs } from './run-as.ts';

export type EmbeddedPostgres = {
  /** the server's address as its superuser */
  url: string;
  /** where its files are */
  directory: string;
  stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** an existing, writable directory; the data stays in it */
  dataDir: string;
  port: number;
  password: string;
  /** further settings of the server, as `fsync=off` */
  settings?: string[];
  /** told in a sentence of what the person at the terminal should know */
  onNotice: (notice: string) => void;
};

/** The address of an embedded server as its superuser. */
export const embeddedUrl = (port: number, password: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

type Cluster = { pgCtl: string; directory: string; runAs: RunAs };

const pgCtl = ({ pgCtl, directory, runAs }: Cluster, action: string, ...options: string[]) =>
  spawnSync(pgCtl, [action, '-D', directory, '-w', '-t', '60', ...options], {
    ...runAs,
    cwd: '/',
    stdio: 'ignore',
    env: { ...process.env, LC_ALL: 'C' },
  }).status;

/** The last lines of the server's log, for an error message. */
const tail = (log: string): string =>
  existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n') : '';

/** Starts the guardian, which stops the server as soon as its channel to this process closes. */
function startGuardian({ pgCtl, directory, runAs }: Cluster) {
  const ids = runAs.uid === undefined ? [] : [String(runAs.uid), String(runAs.gid)];
  const guardian = fork(fileURLToPath(new URL('guardian.mjs', import.meta.url)), [pgCtl, directory, ...ids], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  guardian.unref();
  guardian.channel?.unref();
  return guardian;
}

/**
 * Starts the PostgreSQL that npm installed, with its data under `dataDir`. It ends with this process, even if
 * that is killed; a server that outlived its process all the same is stopped and started again.
 * @throws StartError when it cannot be started
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const runAs = postgresUser();
  const binaries = await findBinaries(runAs, makeSharedDir);
  const parent = await postgresParent(options.dataDir, runAs);
  if (parent !== options.dataDir) {
    options.onNotice(
      `PostgreSQL does not run as root and its user cannot enter ${options.dataDir}, so its data is in ${parent}.`,
    );
  }
  const directory = await ensureCluster(parent, options.password, binaries, runAs);
  const cluster: Cluster = { pgCtl: binaries.pgCtl, directory, runAs };

  if (pgCtl(cluster, 'status') === 0) {
    options.onNotice('The PostgreSQL of a run that was killed is still there: stopping it.');
    pgCtl(cluster, 'stop', '-m', 'fast');
  }

  await requireFreePorts({ PostgreSQL: options.port });

  const guardian = startGuardian(cluster);
  const log = join(directory, 'server.log');
  const settings = [
    'listen_addresses=127.0.0.1',
    "unix_socket_directories=''",
    'max_connections=200',
    ...(options.settings ?? []),
  ];
  const serverOptions = [`-p ${options.port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  if (pgCtl(cluster, 'start', '-l', log, '-o', serverOptions) !== 0) {
    guardian.disconnect();
    throw new StartError(
      `PostgreSQL did not start on port ${options.port}. The end of ${log}:\n${tail(log)}`,
    );
  }
  return {
    url: embeddedUrl(options.port, options.password),
    directory,
    stop: async () => {
      guardian.ref();
      const exited = once(guardian, 'exit');
      guardian.disconnect();
      await exited;
    },
  };
}
