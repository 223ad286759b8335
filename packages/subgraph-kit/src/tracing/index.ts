export * from './in-event-span.ts';
export * from './in-span.ts';
export * from './operation-spans.ts';
export * from './trace-requests.ts';
export * from './tracing-for.ts';
export * from './variables.ts';
export type { Tracer } from '@opentelemetry/api';
export { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
