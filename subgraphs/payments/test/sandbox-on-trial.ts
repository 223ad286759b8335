import { openDatabase, startHttpServer, startJobs, route, type Handler } from '@arena/subgraph-kit';
import { cloneDatabase, onServer, register, testAdapters, testIdentityJwks } from '@arena/testing';
import * as schema from '../src/db/schema.ts';
import { parseEnv } from '../src/env.ts';
import { openSandbox } from '../src/providers/sandbox/open-sandbox.ts';

export const SANDBOX_SECRET = 'whsec_of_the_sandbox';

export type SandboxVariables = Record<`SANDBOX_${string}`, string | undefined>;

/** A sandbox on a database of its own, whose page is served and whose clock can be turned. */
export async function openSandboxOnTrial(variables: SandboxVariables = {}) {
  const adapters = testAdapters();
  const database = await cloneDatabase('payments');
  const { db, close } = openDatabase(database.url, schema);
  let handler: Handler = () => {};
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 0,
    onError: () => {},
    handler: (request, response) => handler(request, response),
  });
  const env = parseEnv({
    DATABASE_URL: database.url,
    IDENTITY_JWKS: testIdentityJwks,
    PUBLIC_URL: http.url,
    SANDBOX_WEBHOOK_SECRET: SANDBOX_SECRET,
    ...variables,
  });
  const sandbox = await openSandbox(env, { db, now: adapters.now });
  handler = route(sandbox.routes);
  return register(
    'sandbox',
    {
      ...sandbox,
      adapters,
      db,
      env,
      databaseUrl: database.url,
      /** Turns the clock, and that of the jobs with it. */
      timePasses: async (ms: number) => {
        adapters.advance(ms);
        await onServer(
          database.url,
          (sql) =>
            sql`update graphile_worker._private_jobs set run_at = run_at - ${ms} * interval '1 millisecond'`,
        );
      },
      /** Does what the sandbox does beside requests, until it is disposed of. */
      work: async () => {
        const { jobs } = sandbox;
        const { stop } = await startJobs({
          databaseUrl: database.url,
          jobs,
          logger: adapters.logger,
          pollMs: 20,
        });
        return register('jobs of the sandbox', { stop }, stop);
      },
    },
    async () => {
      await http.stop();
      await close();
      await database[Symbol.asyncDispose]();
    },
  );
}
