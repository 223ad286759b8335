// One subgraph as a process of its own, which needs nothing but PostgreSQL: its bus and its live updates stay within it.
import { randomBytes } from 'node:crypto';
import { openEmbeddedBus } from '@arena/events';
import { openLocalLive } from '@arena/live';
import { createLogger, createMetrics } from '@arena/subgraph-kit';
import * as tournaments from '@arena/tournaments';
import * as users from '@arena/users';
import { runChild } from '../../gateway/child/run-child.mjs';
import type { Statement } from './statement.ts';

export type SubgraphOptions = { name: 'tournaments' | 'users'; databaseUrl: string; identityJwks: string };

const logger = createLogger('bench', 'error');

/** the statements sent since somebody wanted to know them, those of one turn of the event loop together */
let recorded: Statement[][] | undefined;
let isTurnOpen = false;

function onStatement(text: string, parameters: unknown[]): void {
  if (!recorded || text.includes('from "outbox"')) return;
  if (!isTurnOpen) {
    recorded.push([]);
    isTurnOpen = true;
    setImmediate(() => void (isTurnOpen = false));
  }
  recorded.at(-1)?.push({ text, parameters });
}

runChild({
  /** Resolves with its address once it listens. */
  start: async ({ name, databaseUrl, identityJwks }: SubgraphOptions): Promise<string> => {
    const variables = {
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      IDENTITY_JWKS: identityJwks,
      KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      TIMED_WORK: 'off',
    };
    const bus = await openEmbeddedBus({ databaseUrl, logger });
    const adapters = {
      logger,
      metrics: createMetrics(),
      now: () => new Date(),
      bus,
      live: openLocalLive(logger),
      onStatement,
    };
    const service =
      name === 'users'
        ? await users.start(users.parseEnv(variables), adapters)
        : await tournaments.start(tournaments.parseEnv(variables), adapters);
    return service.url;
  },
  record: () => void (recorded = []),
  /** The statements since `record`, by level: those of one were sent together. */
  recorded: (): Statement[][] => {
    const statements = recorded ?? [];
    recorded = undefined;
    return statements;
  },
});
