// Brings the database of a subgraph to this version, as a job before the new version is started:
// node deploy/migrate.ts users, with DIRECT_DATABASE_URL where DATABASE_URL leads to a pool.
import { parseEnvironment, urlVariable } from '@arena/subgraph-kit';
import { z } from 'zod';

const MIGRATE: Record<string, () => Promise<{ migrate: (databaseUrl: string) => Promise<void> }>> = {
  users: () => import('../subgraphs/users/src/migrate.ts'),
  tournaments: () => import('../subgraphs/tournaments/src/migrate.ts'),
  tickets: () => import('../subgraphs/tickets/src/migrate.ts'),
  payments: () => import('../subgraphs/payments/src/migrate.ts'),
  streams: () => import('../subgraphs/streams/src/migrate.ts'),
  notifications: () => import('../subgraphs/notifications/src/migrate.ts'),
};

const schema = z
  .object({
    DATABASE_URL: urlVariable('postgres', 'postgresql').optional(),
    DIRECT_DATABASE_URL: urlVariable('postgres', 'postgresql').optional(),
  })
  .transform((env, context) => {
    const url = env.DIRECT_DATABASE_URL ?? env.DATABASE_URL;
    if (url !== undefined) return { url };
    context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message: 'is missing' });
    return z.NEVER;
  });

const [name = ''] = process.argv.slice(2);
const load = Object.hasOwn(MIGRATE, name) ? MIGRATE[name] : undefined;
if (!load) {
  console.error(`Name one of ${Object.keys(MIGRATE).join(', ')}.`);
  process.exit(2);
}
try {
  const { url } = parseEnvironment(schema, process.env);
  await (await load()).migrate(url);
  console.log(`${name} is migrated.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
