import { DrizzleQueryError } from 'drizzle-orm/errors';
import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * An error for the log. Of a failed statement the text and PostgreSQL's own code and words are told, never its
 * parameters: they hold addresses, password hashes and keys. PostgreSQL's `detail` and `where` quote them too.
 */
function loggedError(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return pino.stdSerializers.err(error as Error);
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  const calls = error.stack?.slice(error.stack.indexOf(error.message) + error.message.length);
  return { type: 'DrizzleQueryError', query: error.query, code, message, stack: calls?.trim() };
}

/** The span in which something is logged, if in one. */
function tracedBy(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

/** A JSON logger for one service; what could hold a secret is redacted wherever it stands. */
export const createLogger = (service: string, level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { service },
      mixin: tracedBy,
      serializers: { err: loggedError },
      redact: {
        paths: ['password', 'token', 'authorization', 'accessToken', 'refreshToken'].flatMap((key) => [
          key,
          `*.${key}`,
          `*.*.${key}`,
        ]),
        censor: '[redacted]',
      },
    },
    ...(destination ? [destination] : []),
  );
