import { routingKey, serveRequests, type EventPayload } from '@arena/events';
import { createLogger, newId } from '@arena/subgraph-kit';
import { eventually, testBroker, testServices, type TestProcess } from '@arena/testing';
import { expect, test } from 'vitest';
import { startSmtpServer } from '../../subgraphs/notifications/test/smtp-server-on-trial.ts';
import { count } from './counts.ts';
import { domainProcess, type DomainProcess } from './domain-processes.ts';

const { amqp } = testServices();
const PEOPLE = count(10_000, 300);
/** After how many mails the process is killed, in turn. */
const DEATHS = [PEOPLE / 3, (2 * PEOPLE) / 3];
/** So many connections a process has: so many mails it is handing over at most. */
const AT_ONCE = 5;

const logger = createLogger('test', 'silent');
const addressOf = (userId: string) => `${userId}@arena.example`;

/** Takes mails over, and from the nth on has something come about before it says so. */
async function openMailbox() {
  let fromNth = { n: Infinity, comeAbout: async (): Promise<unknown> => undefined };
  const received: { to: string; messageId: string }[] = [];
  const receive = async (stream: AsyncIterable<Buffer>, to: string): Promise<void> => {
    let raw = '';
    for await (const chunk of stream) raw += String(chunk);
    received.push({ to, messageId: /^Message-ID: (.+)$/im.exec(raw)?.[1] ?? '' });
    if (received.length >= fromNth.n) await fromNth.comeAbout();
  };
  const server = await startSmtpServer({
    // a mail that breaks off with its process has not been received
    onData: (stream, session, callback) =>
      void receive(stream, session.envelope.rcptTo[0]?.address ?? '').then(() => callback(), callback),
  });
  return {
    url: server.url,
    received,
    from: (n: number, comeAbout: () => Promise<unknown>) => void (fromNth = { n, comeAbout }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** So many who wish to be told of new tournaments by e-mail; their ids. */
async function makeSubscribers({ sql }: DomainProcess): Promise<string[]> {
  const userIds = Array.from({ length: PEOPLE }, newId);
  await sql`
    insert into preferences (user_id, kind, in_app, email)
    select id, 'TOURNAMENT_CREATED', true, true from unnest(${userIds}::uuid[]) as subscribers (id)`;
  return userIds;
}

const newTournament = (): EventPayload<'tournaments.created'> => ({
  ...{ tournamentId: newId(), organizerId: newId(), name: 'Cup', capacity: 2, currency: 'COP' },
  ...{ participantPriceMinor: 0, viewerPriceMinor: 0 },
  startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  endsAt: new Date(Date.now() + 172_800_000).toISOString(),
});

/** What the clock does each minute: whoever is up looks for what is due. */
const minutePasses = ({ sql }: DomainProcess) => sql`
  select graphile_worker.add_job(job, job_key => job) from unnest(array['fan-out', 'send-mails']) as jobs (job)`;

test.skipIf('missing' in amqp)(
  `a tournament is announced to ${PEOPLE} by a process that is killed twice: nobody gets two mails, nobody none`,
  async () => {
    await using broker = await testBroker({ consumers: ['notifications'] });
    await using bus = await broker.connect();
    await using mailbox = await openMailbox();
    await using notifications = await domainProcess('notifications', broker, undefined, {
      SMTP_URL: mailbox.url,
      MAIL_RATE_PER_SECOND: '1000',
      MAIL_LEASE_MS: '1000',
    });
    const userIds = await makeSubscribers(notifications);
    const contactOf = (userId: string) => ({
      ...{ userId, email: addressOf(userId), displayName: 'Fan', locale: 'EN' },
      ...{ active: true, emailVerified: true },
    });
    const users = await serveRequests(
      bus,
      { 'users.contacts': async ({ userIds }) => ({ contacts: userIds.map(contactOf) }) },
      logger,
    );

    const dying = async (n: number, process: TestProcess): Promise<void> => {
      mailbox.from(n, () => {
        process.kill('SIGKILL');
        return process.exited;
      });
      await minutePasses(notifications);
      expect(await process.exited).toBe('SIGKILL');
    };
    const [first, ...others] = DEATHS;
    await using mortal = await notifications.start();
    const payload = JSON.stringify(newTournament());
    await bus.publish([
      { id: newId(), routingKey: routingKey('tournaments.created'), content: payload, headers: {} },
    ]);
    await dying(first as number, mortal);
    for (const n of others) {
      await using next = await notifications.start();
      await dying(n, next);
    }
    mailbox.from(Infinity, async () => {});
    await using survivor = await notifications.start();
    const left = async () => {
      await minutePasses(notifications);
      return notifications.sql`select id from mails where state <> 'SENT'`;
    };
    expect(await eventually(left, ({ length }) => length === 0)).toEqual([]);

    const mails = new Map(mailbox.received.map(({ to, messageId }) => [`${to} ${messageId}`, to]));
    expect([...mails.values()].sort()).toEqual(userIds.map(addressOf).sort());
    const repeats = mailbox.received.length - mails.size;
    // what was taken over as the process died has come again
    expect(repeats).toBeGreaterThanOrEqual(DEATHS.length);
    expect(repeats).toBeLessThanOrEqual(DEATHS.length * AT_ONCE);
    survivor.kill('SIGTERM');
    expect(await survivor.exited).toBe(0);
    await users.stop();
  },
  count(600_000, 60_000),
);
