import { openDatabase, type Caller, type Identity } from '@arena/subgraph-kit';
import { cloneDatabase, person, register, testAdapters, testLive } from '@arena/testing';
import type { App } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { fakeDomains } from './fake-domains.ts';
import { fakeProvider } from './fake-provider.ts';

/** What is thrown where a process would have died. */
export class Crash extends Error {}

export const ORIGIN = 'https://arena.example';

/**
 * An App on a database of its own, among fakes that the test plays. Its events stay in the outbox, its clock can be
 * turned, and what it wants done soon is done when the test says so.
 */
export async function openApp() {
  const { logger, now, advance } = testAdapters();
  const live = testLive();
  const database = await cloneDatabase('payments');
  const { db, close } = openDatabase(database.url, schema);
  const provider = fakeProvider(now);
  const domains = fakeDomains();
  const alarms: string[] = [];
  let wakes = 0;
  let crashPoint: string | undefined;
  const app: App = {
    ...{ db, now, live, provider, bus: domains.bus },
    logger: Object.assign(Object.create(logger) as typeof logger, {
      error: (_details: object, message: string) => void alarms.push(message),
    }),
    transact: (work) => db.transaction(work),
    settings: { returnOrigins: [ORIGIN], minDonationMinor: 250_000, lookAgainMs: 300_000 },
    wake: () => void (wakes += 1),
    failpoint: (name) => {
      if (name === crashPoint) throw new Crash(name);
    },
  };
  return register(
    'app',
    {
      ...{ app, db, live, provider, domains, advance },
      /** what the log was told as errors */
      alarms,
      /** Does what is due, if the app has asked for that since the last time. */
      work: async () => {
        while (wakes > 0) {
          wakes = 0;
          await settleDueCheckouts(app);
        }
      },
      /** Has the process die at a named point; no more if called with nothing. */
      crashAt: (name?: string) => void (crashPoint = name),
    },
    async () => {
      await close();
      await live[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  );
}

export type OpenedApp = Awaited<ReturnType<typeof openApp>>;

/** A signed-in caller; somebody new unless an identity is given. */
export const callerOf = (identity: Identity = person()): Caller => ({
  ...identity,
  address: '192.0.2.1',
  userAgent: null,
  requestId: 'test',
});
