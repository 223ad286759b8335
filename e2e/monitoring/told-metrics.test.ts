import { eventually, scrape, type Scraped } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUBGRAPHS } from '../../dev/run/stack-env.ts';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { givenDonation, openDonation, untilForSale } from '../purchases.ts';
import { firstEvent } from '../security/first-event.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { metricOf, metricsIn, panels, rules } from './expressions.ts';
import { findPrometheus, startPrometheus } from './prometheus.ts';

let arena: StartedArena;
let organizer: Member;
let tournamentId: string;
beforeAll(async () => {
  arena = await startedArena();
  // as the runner does for one of all the services in a process
  arena.adapters.gateway.metrics.watchProcess();
  const catalogue = await makeCatalogue(arena);
  organizer = await registerMember(arena, 'organizer');
  tournamentId = await organizeTournament(organizer, catalogue, 1);
  await untilForSale(arena.ask, tournamentId);
  const donor = await registerMember(arena, 'donor');
  await givenDonation(arena, donor, tournamentId);
  // of which something is still to come
  await openDonation(arena, donor, tournamentId);
  await donor.ask('{ platforms { id } me { unreadNotificationCount } }');
  await donor.ask('{ nonsense }');
  // found in the cache from the second time on
  for (let n = 0; n < 3; n++) await arena.ask('{ games { id } }');
});
afterAll(() => arena[Symbol.asyncDispose]());

const urls = (): Record<string, string> => ({
  gateway: arena.url,
  ...Object.fromEntries(SUBGRAPHS.map((name) => [name, arena.stack.subgraphs[name].url])),
});

const scrapeAll = async (): Promise<Record<string, Scraped>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(urls()).map(async ([name, url]) => [name, await scrape(url)] as const)),
  );

test('every service tells what it has done, and nothing of another', async () => {
  const told = await scrapeAll();
  const value = (service: string, name: string, labels?: Record<string, string>) =>
    told[service]?.value(name, labels) ?? 0;
  for (const name of SUBGRAPHS) {
    expect(value(name, 'arena_subgraph_operations_total', { outcome: 'ok' }), name).toBeGreaterThan(0);
    expect(
      value(name, 'arena_sql_statement_duration_seconds_count', { outcome: 'ok' }),
      name,
    ).toBeGreaterThan(0);
    expect(value(name, 'arena_sql_pool_max'), name).toBe(4);
    expect(told[name]?.names.has('arena_gateway_requests_total'), name).toBe(false);
  }
  expect(value('tournaments', 'arena_outbox_published_total', { event: 'tournaments.created.v1' })).toBe(1);
  expect(
    value('tickets', 'arena_events_handled_total', { event: 'tournaments.created', outcome: 'handled' }),
  ).toBe(1);
  expect(value('payments', 'arena_outbox_oldest_age_seconds')).toBeLessThan(60);
  expect(
    told['payments']?.value('arena_events_dead_letters', { queue: 'payments.tournaments.created' }),
  ).toBe(0);
  expect(told['streams']?.value('arena_streams_viewers')).toBe(0);
  for (const [name, { value: read }] of Object.entries(told))
    expect(read('arena_metrics_read_failures_total'), name).toBeUndefined();
});

test('what waits in an outbox is told, with its age', async () => {
  const { value } = await scrape(urls()['users'] as string);
  expect(value('arena_outbox_unpublished')).toBe(0);
});

test('a database that is away costs no more than the metrics that are read of it', async () => {
  const { metrics } = arena.adapters.payments;
  const read = metrics.read('away', () => Promise.reject(new Error('no database')));
  const { value } = await scrape(urls()['payments'] as string);
  expect(value('arena_subgraph_operations_total')).toBeGreaterThan(0);
  expect(value('arena_metrics_read_failures_total', { read: 'away' })).toBe(1);
  read();
});

test('whatever dashboards and alerts ask for is told by some service', async () => {
  const told = Object.values(await scrapeAll());
  const recorded = (await rules()).flatMap(({ record }) => record ?? []);
  const exposed = new Set([...told.flatMap(({ names }) => [...names]), ...recorded, 'up']);
  const asked = [
    ...(await rules()).map(({ expr }) => expr),
    ...(await panels()).flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ].flatMap(metricsIn);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((name) => !exposed.has(metricOf(name, exposed)))).toEqual([]);
});

/** Of which there is nothing to show as long as nothing is amiss, or without Redis. */
const QUIET = [
  'Calls that came to nothing',
  'Not ok',
  'Failing SQL',
  'Refused by budget',
  'Deprecated uses',
  'Redis',
  'Retried and parked',
  'Events missed',
  'Live updates dropped',
];

const program = findPrometheus();
const why = program ? '' : ' (not here: prometheus is not in PATH, nor does PROMETHEUS name it)';

describe.skipIf(!program)(`asked by Prometheus${why}`, () => {
  test('every panel and alert can be evaluated, and every panel of what happens shows something', async () => {
    await using prometheus = await startPrometheus(program as string, urls());
    await prometheus.untilScraped(1);
    const watching = firstEvent(
      arena.url,
      organizer.accessToken,
      'subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { name } }',
      { id: tournamentId },
    );
    await eventually(
      async () => (await scrape(arena.url)).value('arena_gateway_subscriptions'),
      (open) => open === 1,
    );
    await organizer.ask(
      'mutation ($id: ID!) { updateTournament(input: { tournamentId: $id, description: "New" }) { id } }',
      { id: tournamentId },
    );
    await watching;
    await prometheus.untilScraped(3);
    const faults: string[] = [];
    for (const { expr } of await rules()) {
      const { status, error } = await prometheus.query(expr);
      if (status !== 'success') faults.push(`${expr}: ${error}`);
    }
    for (const { board, title = '', targets } of await panels())
      for (const { expr } of targets) {
        const { status, error, data } = await prometheus.query(expr.replaceAll('$__rate_interval', '30s'));
        if (status !== 'success') faults.push(`${board}, ${title}: ${error}`);
        else if (data.result.length === 0 && !QUIET.includes(title))
          faults.push(`${board}, ${title}: nothing`);
      }
    expect(faults).toEqual([]);
  });
});
