import { keptSpans, serviceOf, traceIdOf } from '@arena/testing';
import { afterEach, expect, test } from 'vitest';
import { jwks } from './access-tokens.ts';
import { startedGateway } from './started-gateway.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const { tracing, spans } = await keptSpans();
const tracer = tracing.tracer('gateway');
afterEach(() => void spans.splice(0));

const CATEGORIES = 'query Categories { categories { id } }';

test('a request is a span of the client’s trace, its fetch one below it, which the subgraph is told', async () => {
  await using gateway = await startedGateway({ jwks, tracer });
  await gateway.ask(CATEGORIES, {}, { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` });
  const [fetch, request] = spans;
  expect(spans.map(({ name }) => name)).toEqual(['fetch tournaments', 'query Categories']);
  expect(new Set(spans.map(traceIdOf))).toEqual(new Set([TRACE_ID]));
  expect(request?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
  expect(fetch?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
  expect(gateway.tournaments.received[0]?.headers['traceparent']).toBe(
    `00-${TRACE_ID}-${fetch?.spanContext().spanId}-01`,
  );
  expect(serviceOf(request as never)).toBe('gateway');
  expect(request?.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.response.status_code': 200,
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'Categories',
  });
});

test.each([
  ['no hexadecimal', `00-${'x'.repeat(32)}-00f067aa0ba902b7-01`],
  ['an id of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ['a version that there is not', `ff-${TRACE_ID}-00f067aa0ba902b7-01`],
])('a malformed trace context begins a new trace: %s', async (_what, traceparent) => {
  await using gateway = await startedGateway({ jwks, tracer });
  await gateway.ask(CATEGORIES, {}, { traceparent });
  const request = spans.find(({ name }) => name === 'query Categories');
  expect(request?.parentSpanContext).toBeUndefined();
  expect(traceIdOf(request as never)).not.toBe(TRACE_ID);
});

test('a trace that the client does not keep is not kept, and the subgraph is told so', async () => {
  await using gateway = await startedGateway({ jwks, tracer });
  await gateway.ask(CATEGORIES, {}, { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-00` });
  expect(spans).toEqual([]);
  expect(gateway.tournaments.received[0]?.headers['traceparent']).toMatch(
    new RegExp(`^00-${TRACE_ID}-.*-00$`),
  );
});

test('a long name of an operation is cut', async () => {
  await using gateway = await startedGateway({ jwks, tracer });
  await gateway.ask(`query ${'N'.repeat(500)} { categories { id } }`);
  expect(spans.map(({ name }) => name)).toContain(`query ${'N'.repeat(64)}`);
});
