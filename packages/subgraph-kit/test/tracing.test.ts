import { createServer } from 'node:http';
import { eventually, keptSpans } from '@arena/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  activeTraceparent,
  Conflict,
  createLogger,
  inSpan,
  parseEnvironment,
  processVariables,
  tracingFor,
} from '../src/index.ts';
import { summaryOf } from '../src/tracing/trace-statements.ts';

const environment = (given: Record<string, string>) => parseEnvironment(z.object(processVariables), given);

/** A logger, and the lines that it has written. */
function heard() {
  const lines: string[] = [];
  return { lines, logger: createLogger('test', 'debug', { write: (line) => void lines.push(line) }) };
}

test('without an endpoint no spans are made, and work is just done', async () => {
  const { logger } = heard();
  expect(await tracingFor(environment({}), logger)).toBeUndefined();
  const [span, active] = await inSpan(undefined, { name: 'work' }, async (span) => [
    span,
    activeTraceparent(),
  ]);
  expect(span).toBeUndefined();
  expect(active).toBeUndefined();
});

test('a faulty endpoint and a faulty sampler are faults of the environment, each listed', () => {
  const faulty = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
    OTEL_TRACES_SAMPLER: 'sometimes',
    OTEL_TRACES_SAMPLER_ARG: '2',
  };
  expect(() => environment(faulty)).toThrow(
    /ENDPOINT: must be a URL .*\n.*SAMPLER: must be one of .*\n.*SAMPLER_ARG: must be a number from 0 to 1/,
  );
});

test('a collector that is away is logged once, and harms nothing', async () => {
  const { logger, lines } = heard();
  const tracing = await tracingFor(
    environment({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }),
    logger,
  );
  const tracer = tracing?.tracer('test');
  for (const name of ['first', 'second']) {
    expect(await inSpan(tracer, { name }, async () => name)).toBe(name);
  }
  await tracing?.stop();
  await eventually(
    async () => lines,
    ({ length }) => length > 0,
  );
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 40, spans: 2, msg: 'spans are lost: the collector does not take them' },
  ]);
});

test('what is left is handed to the collector when the process stops, named for its service', async () => {
  const bodies: string[] = [];
  const collector = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      bodies.push(`${request.url} ${body}`);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await eventually(async () => collector.listening, Boolean);
  const { port } = collector.address() as { port: number };
  const env = environment({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` });
  const tracing = await tracingFor(env, heard().logger);
  await inSpan(tracing?.tracer('tickets'), { name: 'work' }, async () => {});
  await tracing?.stop();
  collector.close();
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/^\/v1\/traces .*"service\.name".*"tickets".*"work"/);
});

test('a failure is told by its code alone, and what is logged within a span by its trace', async () => {
  const { tracing, spans } = await keptSpans();
  const { logger, lines } = heard();
  const failing = inSpan(tracing.tracer('test'), { name: 'work' }, async () => {
    logger.info('within');
    throw new Conflict('LIMIT_REACHED', 'someone@arena.example has enough');
  });
  await expect(failing).rejects.toThrow('enough');
  const [span] = spans;
  expect(span?.attributes).toEqual({ 'error.type': 'CONFLICT' });
  expect(JSON.stringify([span?.status, span?.events])).not.toContain('someone');
  const { traceId, spanId } = span!.spanContext(); // eslint-disable-line @typescript-eslint/no-non-null-assertion -- seen above
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ trace_id: traceId, span_id: spanId });
});

test.each([
  ['select "id" from "tickets" where "owner" = $1', 'SELECT tickets'],
  ['insert into "outbox" ("id") values ($1)', 'INSERT outbox'],
  ['with due as (select id from mails for update) update "mails" set a = 1', 'SELECT mails'],
  ["update only app.matches set name = 'Final'", 'UPDATE matches'],
  ['select lane from unnest(array[1]) cross join mails', 'SELECT mails'],
  ['begin ', 'BEGIN'],
  ['select 1', 'SELECT'],
  ['vacuum', 'OTHER'],
])('%s is told as %s', (statement, summary) => {
  expect(summaryOf(statement)).toBe(summary);
});
