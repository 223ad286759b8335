// What it takes to tell many of one event: a tournament is called off for which 100 000 people hold tickets, or as many
// as are given. One process of notifications tells them, each in the app and by a mail that is queued and, there being no
// mail server, stays so. The process, PostgreSQL, Redis and RabbitMQ are real ones, had as the tests have them.
import { setTimeout as pause } from 'node:timers/promises';
import { connectRabbitMq, routingKey } from '@arena/events';
import { migrate } from '@arena/notifications';
import { createLogger, newId } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import postgres from 'postgres';
import { freePort } from '../../dev/services/tcp.ts';
import { startChild, type Child } from '../gateway/child/child.ts';
import type { BorrowedServers } from '../live/borrowed-servers.ts';
import { onBorrowedServers } from '../live/on-borrowed-servers.ts';

const PEOPLE = Number(process.argv[2] ?? 100_000);
const SAMPLE_MS = 200;

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

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
      PUBLIC_URL: 'https://arena.example',
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'fatal',
    },
  });
  return child;
}

async function callOff({ variables }: BorrowedServers, tournamentId: string): Promise<void> {
  const [url, prefix] = [variables['AMQP_URL'] as string, variables['BUS_PREFIX'] as string];
  const bus = await connectRabbitMq({ url, prefix, logger: createLogger('bench', 'error') });
  const content = JSON.stringify({ tournamentId });
  await bus.publish([{ id: newId(), routingKey: routingKey('tournaments.canceled'), content, headers: {} }]);
  await bus.close();
}

const isTold = async (sql: postgres.Sql): Promise<boolean> =>
  (await sql`select id from fan_outs where finished_at is not null`).length > 0;

async function bench(servers: BorrowedServers): Promise<void> {
  const url = servers.databaseUrls.notifications;
  await migrate(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const tournamentId = await sellOut(sql);
  const child = await startNotifications(servers);
  const before = await child.usage();
  let most = before.rssBytes;
  const startedAt = performance.now();
  await callOff(servers, tournamentId);
  while (!(await isTold(sql))) {
    most = Math.max(most, (await child.usage()).rssBytes);
    await pause(SAMPLE_MS);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = ((await child.usage()).cpuMicroseconds - before.cpuMicroseconds) / 1_000_000;
  const [counts] = await sql`
    select (select count(*)::int from notifications) as told, (select count(*)::int from mails) as mails`;
  const { told, mails } = counts as unknown as { told: number; mails: number };
  const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
  const rate = Math.round((told + mails) / seconds);
  const head = ['inboxes', 'mails queued', 's', 'rows/s', 'CPU s', 'memory MB at the beginning', 'at most'];
  console.log(row(head));
  console.log(row(head.map(() => '---:')));
  const figures = [
    seconds.toFixed(1),
    rate,
    cpuSeconds.toFixed(1),
    megabytes(before.rssBytes),
    megabytes(most),
  ];
  console.log(row([told, mails, ...figures]));
  await sql.end();
}

await onBorrowedServers(bench);
