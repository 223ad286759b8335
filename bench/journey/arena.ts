import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../dev/services/tcp.ts';
import type { BorrowedServers } from '../live/borrowed-servers.ts';
import { startPlatform, type Platform, type Running } from '../live/platform.ts';

export type Caching = 'on' | 'off';

export type Arena = {
  subgraphs: Platform['subgraphs'];
  /** Starts the gateway, always at the same address: buyers are sent there. One at a time. */
  startGateway: (cache: Caching) => Promise<Running>;
  /** Ends the subgraphs; the gateway has no one to ask then. */
  close: () => Promise<void>;
};

/** Refused in production: the sandbox, and mails that are laid down in a folder. All else is as in production. */
const IN_DEVELOPMENT = { NODE_ENV: 'development' };

/** All of it shares one machine with its clients, and maybe others: that somebody waits there is measured, not refused. */
const PATIENCE = {
  OPERATION_TIMEOUT_MS: '30000',
  SUBGRAPH_TIMEOUT_MS: '15000',
  SUBGRAPH_MUTATION_TIMEOUT_MS: '25000',
  PAYMENTS_MUTATION_TIMEOUT_MS: '25000',
};

/** Starts the subgraphs, with the sandbox for payments, for clients each of whom has an address of their own. */
export async function startArena(servers: BorrowedServers): Promise<Arena> {
  const port = await freePort();
  const mailDir = await mkdtemp(join(tmpdir(), 'arena-bench-mail-'));
  const platform = await startPlatform(servers, {
    flags: ['--expose-gc'],
    variables: {
      ...PATIENCE,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      // of the hundred that a PostgreSQL has as a rule, since others may be on it
      DATABASE_POOL_SIZE: '6',
      TRUSTED_PROXY_HOPS: '1',
      FREE_VIEWER_LIMIT: '10000',
    },
    variablesOf: {
      payments: {
        ...IN_DEVELOPMENT,
        PAYMENT_PROVIDER: 'sandbox',
        STRIPE_SECRET_KEY: undefined,
        STRIPE_WEBHOOK_SECRET: undefined,
      },
      notifications: { ...IN_DEVELOPMENT, SMTP_URL: undefined, MAIL_DIR: mailDir },
    },
  });
  return {
    subgraphs: platform.subgraphs,
    startGateway: (cache) => platform.startGateway({ port, variables: { CACHE: cache } }),
    close: async () => {
      await Promise.all(Object.values(platform.subgraphs).map(({ child }) => child.stop()));
      await rm(mailDir, { recursive: true, force: true });
    },
  };
}
