// What it takes to tell many of one event: a tournament is called off for which 100 000 people hold tickets, or as many
// as are given. One process of notifications tells them, each in the app and by a mail that is queued and, there being no
// mail server, stays so. The process, PostgreSQL, Redis and RabbitMQ are real ones, had as the tests have them.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectRabbitMq, routingKey } from '@arena/events';
import { migrate } from '@arena/notifications';
import { createLogger, newId } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import postgres from 'postgres';
import { freePort } from '../../dev/services/tcp.ts';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { BorrowedServers } from '../live/borrowed-servers.ts';
import { onBorrowedServers } from '../live/on-borrowed-servers.ts';
import { writeReport } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});

const PEOPLE = Number(positionals[0] ?? (options.quick ? 10_000 : 100_000));
const ROUNDS = options.quick ? 1 : 3;
const SAMPLE_MS = 200;

type Told = {
  inboxes: number;
  mails: number;
  seconds: number;
  cpuSeconds: number;
  rssBytesBefore: number;
  rssBytesAtMost: number;
};

/** Has as many people hold a ticket each for a tournament; its id. */
async function sellOut(sql: postgres.Sql): Promise<string> {
  const tournamentId = newId();
  await sql`insert into tournaments (id, name) values (${tournamentId}, 'Cup')`;
  await sql`
    insert into holdings (ticket_id, since, user_id, type, tournament_id)
    select gen_random_uuid(), now() - interval '1 hour', gen_random_uuid(), 'PARTICIPANT', ${tournamentId}
    from generate_series(1, ${PEOPLE})`;
  await sql`analyze holdings`;
  return tournamentId;
}

async function startNotifications({ databaseUrls, variables }: BorrowedServers): Promise<Child> {
  const child = startChild(new URL('../live/service-process.ts', import.meta.url));
  await child.ask('start', {
    entry: new URL('../../subgraphs/notifications/src/main.ts', import.meta.url).href,
    variables: {
      ...variables,
      PORT: String(await freePort()),
      DATABASE_URL: databaseUrls.notifications,
      IDENTITY_JWKS: testIdentityJwks,
      BUS_CONSUMERS: 'notifications',
      PUBLIC_URL: 'https://arena.example',
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'fatal',
    },
  });
  return child;
}

async function callOff({ variables }: BorrowedServers, tournamentId: string): Promise<void> {
  const [url, prefix] = [variables['AMQP_URL'] as string, variables['BUS_PREFIX'] as string];
  const bus = await connectRabbitMq({
    url,
    prefix,
    consumers: ['notifications'],
    logger: createLogger('bench', 'error'),
  });
  const content = JSON.stringify({ tournamentId });
  await bus.publish([{ id: newId(), routingKey: routingKey('tournaments.canceled'), content, headers: {} }]);
  await bus.close();
}

async function count(sql: postgres.Sql): Promise<{ inboxes: number; mails: number; finished: number }> {
  const [counts] = await sql<{ inboxes: number; mails: number; finished: number }[]>`
    select (select count(*)::int from notifications) as inboxes, (select count(*)::int from mails) as mails,
      (select count(*)::int from fan_outs where finished_at is not null) as finished`;
  if (!counts) throw new Error('Nothing is counted');
  return counts;
}

const countFinished = async (sql: postgres.Sql): Promise<number> =>
  (await sql`select id from fan_outs where finished_at is not null`).length;

/** Has a fresh process tell everybody of a tournament of their own. */
async function tell(servers: BorrowedServers, sql: postgres.Sql): Promise<Told> {
  const tournamentId = await sellOut(sql);
  const child = await startNotifications(servers);
  const counted = await count(sql);
  const before = await child.usage();
  let rssBytesAtMost = before.rssBytes;
  const startedAt = performance.now();
  await callOff(servers, tournamentId);
  while ((await countFinished(sql)) === counted.finished) {
    rssBytesAtMost = Math.max(rssBytesAtMost, (await child.usage()).rssBytes);
    await pause(SAMPLE_MS);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = ((await child.usage()).cpuMicroseconds - before.cpuMicroseconds) / 1_000_000;
  const after = await count(sql);
  await child.stop();
  return {
    inboxes: after.inboxes - counted.inboxes,
    mails: after.mails - counted.mails,
    seconds,
    cpuSeconds,
    rssBytesBefore: before.rssBytes,
    rssBytesAtMost,
  };
}

async function bench(servers: BorrowedServers): Promise<void> {
  const url = servers.databaseUrls.notifications;
  await migrate(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const rounds: Told[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const told = await tell(servers, sql);
    rounds.push(told);
    console.error(`round ${round + 1}/${ROUNDS}: ${told.inboxes} inboxes in ${told.seconds.toFixed(1)} s`);
  }
  await sql.end();
  const over = (valueOf: (told: Told) => number, digits: number) =>
    withSpread(spread(rounds.map(valueOf)), digits);
  const megabytes = (bytes: number) => bytes / 1_048_576;
  const report = await writeReport({
    name: 'notifications',
    title: 'Many told of one event',
    text:
      `A tournament is called off for which ${PEOPLE} people hold tickets. One process of notifications tells them, each ` +
      'in the app and by a mail that is queued; there is no mail server, so none is sent. ' +
      `${ROUNDS} round${ROUNDS === 1 ? '' : 's'}, each with a fresh process and another tournament; figures are the ` +
      'median over the rounds, with the least and the greatest behind it.',
    sections: [
      {
        title: 'Told',
        tables: [
          {
            head: [
              'inboxes',
              'mails queued',
              's',
              'rows/s',
              'CPU s',
              'memory MB at the beginning',
              'at most',
            ],
            rows: [
              [
                spread(rounds.map(({ inboxes }) => inboxes)).median,
                spread(rounds.map(({ mails }) => mails)).median,
                over(({ seconds }) => seconds, 1),
                over(({ inboxes, mails, seconds }) => (inboxes + mails) / seconds, 0),
                over(({ cpuSeconds }) => cpuSeconds, 1),
                over(({ rssBytesBefore }) => megabytes(rssBytesBefore), 0),
                over(({ rssBytesAtMost }) => megabytes(rssBytesAtMost), 0),
              ],
            ],
          },
        ],
      },
    ],
    data: { people: PEOPLE, rounds },
  });
  console.log(report);
}

await onBorrowedServers(bench);
