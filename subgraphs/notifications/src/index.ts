import { randomBytes } from 'node:crypto';
import type { Running } from '@arena/events';
import { measuredLive, type LiveAdapters } from '@arena/live';
import {
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  startSubgraph,
  stopOnce,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { App } from './app.ts';
import { createContext, type Context } from './context.ts';
import { keptLinkSecret } from './db/link-secret-store.ts';
import * as schema from './db/schema.ts';
import { unsubscribe } from './domain/unsubscribe.ts';
import type { Env } from './env.ts';
import { startEvents } from './events/index.ts';
import { unsubscribeHandler } from './http/unsubscribe-handler.ts';
import { startWork, wakers } from './jobs/index.ts';
import type { Mailer, MailSettings } from './mail/mail.ts';
import { openMailer } from './mail/mailer.ts';
import { watchMails } from './metrics/mails.ts';
import { createUnsubscribeTokens, unsubscribeUrl } from './mail/unsubscribe-token.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { reachMailServer } from './mail/reach-mail-server.ts';
export { migrate } from './migrate.ts';

const mailSettingsOf = (env: Env): MailSettings => ({
  smtpUrl: env.SMTP_URL,
  mailDir: env.MAIL_DIR,
  from: env.MAIL_FROM,
  ratePerSecond: env.MAIL_RATE_PER_SECOND,
  webUrl: env.WEB_URL,
  timeZone: env.ARENA_TIME_ZONE,
});

/** About as many mails as go in a second are taken at a time, so that those to be sent first never wait for long. */
const mailsAtOnce = ({ MAIL_RATE_PER_SECOND: rate }: Env): number => Math.min(Math.max(rate, 5), 100);

const settingsOf = (env: Env): App['settings'] => ({
  timeZone: env.ARENA_TIME_ZONE,
  updateWindowMs: env.UPDATE_WINDOW_MS,
  reminderWindowMs: env.REMINDER_WINDOW_MS,
  mailLeaseMs: env.MAIL_LEASE_MS,
  mailsAtOnce: mailsAtOnce(env),
});

/**
 * Wires and starts the subgraph.
 * @throws StartError when the port cannot be listened on, or for a way of mails that cannot be gone
 */
export async function start(env: Env, adapters: LiveAdapters): Promise<Service> {
  const { now, logger, metrics, bus, failpoint, tracer } = adapters;
  const live = measuredLive(adapters.live, metrics);
  const database = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
    metrics,
    tracer: adapters.tracer,
  });
  const { db } = database;
  const working: Running[] = [];
  let mailer: Mailer | undefined;
  let isStopping = false;
  // what still works on the database ends before it
  const close = stopOnce(async () => {
    isStopping = true;
    await Promise.all(working.map((one) => one.stop()));
    await mailer?.close();
    await database.close();
  });
  try {
    mailer = openMailer(mailSettingsOf(env), { now });
    const fresh = randomBytes(32).toString('base64url');
    const tokens = createUnsubscribeTokens(env.MAIL_LINK_SECRET ?? (await keptLinkSecret(db, fresh)));
    const app: App = {
      ...{ db, now, logger, live, bus, mailer, tracer },
      countMail: watchMails({ db, now }, metrics),
      transact: (work) => db.transaction(work),
      settings: settingsOf(env),
      unsubscribeUrl: (userId, kind) => unsubscribeUrl(env.PUBLIC_URL, tokens.sign(userId, kind)),
      wake: wakers({ db, now, logger }),
      isStopping: () => isStopping,
      failpoint: failpoint ?? (() => {}),
    };
    working.push(await startEvents(app, adapters));
    working.push(await startWork(app, env, metrics));
    // what was due when another process died
    app.wake.fanOuts();
    app.wake.mails();
    return await startSubgraph<Context>({
      name: 'notifications',
      typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
      resolvers,
      env,
      adapters,
      identityKeys: identityKeys(env, now),
      createContext: (caller) => createContext(app, caller),
      checkReady: () => db.execute(sql`select 1`),
      routes: {
        '/mail/unsubscribe': unsubscribeHandler({
          tokens,
          unsubscribe: (unsubscription) => unsubscribe(app, unsubscription),
        }),
      },
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}
