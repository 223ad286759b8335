import { readMetrics, scrape, running } from '@arena/testing';
import { expect, test } from 'vitest';
import { BoundedNames, createLogger, createMetrics, metricsRoute, serveMetrics } from '../src/index.ts';

const seconds = { name: 'arena_test_seconds', help: 'How long.', labels: ['what'] };

test('names are told apart up to so many, those known beforehand always, and all of them clean', () => {
  const names = new BoundedNames(2, ['known']);
  expect(['a', 'b"} 1\n', 'c', 'a', 'known'].map((name) => names.of(name))).toEqual([
    'a',
    'b___1_',
    'other',
    'a',
    'known',
  ]);
  expect(new BoundedNames(1).of('x'.repeat(1_000))).toBe('x'.repeat(64));
});

test('a histogram tells how many took no longer than each bound', async () => {
  const metrics = createMetrics();
  const histogram = metrics.histogram(seconds, [0.1, 1]);
  for (const took of [0.05, 0.1, 0.5, 7]) histogram.observe(took, ['it']);
  const { value } = readMetrics((await metrics.scrape()).text);
  const below = (le: string) => value('arena_test_seconds_bucket', { what: 'it', le });
  expect([below('0.1'), below('1'), below('+Inf')]).toEqual([2, 3, 4]);
  expect(value('arena_test_seconds_count')).toBe(4);
  expect(value('arena_test_seconds_sum')).toBeCloseTo(7.65);
});

test('what fails to be read is counted, and costs no other metric', async () => {
  const metrics = createMetrics();
  const gauge = metrics.gauge({ name: 'arena_test_sound', help: 'Sound.' });
  metrics.read('sound', () => gauge.set(3));
  metrics.read('broken', () => Promise.reject(new Error('the database is away')));
  metrics.read('hanging', () => new Promise(() => {}), { keptMs: 0, timeoutMs: 10 });
  const { value } = readMetrics((await metrics.scrape()).text);
  expect(value('arena_test_sound')).toBe(3);
  const failed = (read: string) => value('arena_metrics_read_failures_total', { read });
  expect([failed('broken'), failed('hanging'), failed('sound')]).toEqual([1, 1, undefined]);
});

test('however many scrape, what costs something is read once for a while', async () => {
  const metrics = createMetrics();
  let reads = 0;
  metrics.read('dear', async () => void (reads += 1), { keptMs: 60_000, timeoutMs: 1_000 });
  await Promise.all(Array.from({ length: 5 }, () => metrics.scrape()));
  await metrics.scrape();
  expect(reads).toBe(1);
});

test('a gauge of which nothing is known tells nothing', async () => {
  const metrics = createMetrics();
  const gauge = metrics.gauge({ name: 'arena_test_known', help: 'Known.' });
  const known = async () => readMetrics((await metrics.scrape()).text).value('arena_test_known');
  expect(await known()).toBeUndefined();
  gauge.set(0);
  expect(await known()).toBe(0);
  gauge.clear();
  expect(await known()).toBeUndefined();
});

test('metrics stand beside what is served while developing, and never in production', () => {
  const paths = (env: object) => Object.keys(metricsRoute({ HOST: '127.0.0.1', ...env }, createMetrics()));
  expect(paths({ NODE_ENV: 'development' })).toEqual(['/metrics']);
  expect(paths({ NODE_ENV: 'production' })).toEqual([]);
  expect(paths({ NODE_ENV: 'production', METRICS_PORT: 9464 })).toEqual([]);
  expect(paths({ NODE_ENV: 'development', METRICS_PORT: 9464 })).toEqual([]);
});

test('a port of their own shows metrics, and nothing else', async () => {
  const metrics = createMetrics();
  metrics.counter({ name: 'arena_test_total', help: 'Counted.' }).add([], 2);
  const env = { HOST: '127.0.0.1', NODE_ENV: 'production', METRICS_PORT: 0 };
  const server = await serveMetrics(env, metrics, createLogger('test', 'silent'));
  if (!server) throw new Error('No port was opened');
  await using _shown = running('metrics', server);
  expect((await scrape(server.url)).value('arena_test_total')).toBe(2);
  expect((await fetch(`${server.url}/graphql`)).status).toBe(404);
});

test('without a port of their own none is opened', async () => {
  const env = { HOST: '127.0.0.1', NODE_ENV: 'production' };
  expect(await serveMetrics(env, createMetrics(), createLogger('test', 'silent'))).toBeUndefined();
});
