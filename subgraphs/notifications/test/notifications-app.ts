import { openDatabase, type Caller, type Identity } from '@arena/subgraph-kit';
import { cloneDatabase, person, register, testAdapters, testLive } from '@arena/testing';
import type { App } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import { startEvents } from '../src/events/index.ts';
import { fakeDomains } from './fake-domains.ts';
import { fakeMailer } from './fake-mailer.ts';

/** What is thrown where a process would have died. */
export class Crash extends Error {}

/**
 * An App on a database of its own, among fakes that the test plays. It is told of events by `tell`, its clock can be
 * turned, and what is due is done when the test says so.
 */
export async function openApp() {
  const { logger, metrics, now, advance } = testAdapters();
  const live = testLive();
  const database = await cloneDatabase('notifications');
  const { db, close } = openDatabase(database.url, schema);
  const mails = fakeMailer();
  const domains = fakeDomains();
  const woken = { fanOuts: 0, mails: 0 };
  let atFailpoint: (name: string) => void = () => {};
  let isStopping = false;
  const app: App = {
    ...{ db, now, live, logger, bus: domains.bus, mailer: mails.mailer },
    countMail: () => {},
    transact: (work) => db.transaction(work),
    settings: {
      timeZone: 'America/Bogota',
      updateWindowMs: 600_000,
      reminderWindowMs: 60_000,
      mailLeaseMs: 60_000,
      mailsAtOnce: 10,
    },
    unsubscribeUrl: (userId, kind) => `https://arena.example/mail/unsubscribe?token=${userId}.${kind}`,
    wake: { fanOuts: () => void (woken.fanOuts += 1), mails: () => void (woken.mails += 1) },
    isStopping: () => isStopping,
    failpoint: (name) => atFailpoint(name),
  };
  const events = await startEvents(app, { bus: domains.bus, logger, metrics, now });
  return register(
    'app',
    {
      ...{ app, db, live, mails, domains, advance, woken, databaseUrl: database.url },
      /** Does what is due by now. */
      work: async () => {
        await fanOutDue(app);
        await sendDueMails(app);
      },
      /** Has the process die whenever it comes to a named point for the nth time; no more if called with nothing. */
      crashAt: (name?: string, nth = 1) => {
        let left = nth;
        atFailpoint = (point) => {
          if (point === name && (left -= 1) <= 0) throw new Crash(point);
        };
      },
      /** Has the process begin to end. */
      beginToStop: () => void (isStopping = true),
    },
    async () => {
      await events.stop();
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
