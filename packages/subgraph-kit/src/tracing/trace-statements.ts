import { SpanKind, trace, type Tracer } from '@opentelemetry/api';
import type postgres from 'postgres';
import { failSpan } from './in-span.ts';

const VERB = /\b(begin|select|insert|update|delete)\b/i;
const TABLE = /\b(?:from|into|update|join)\s+(?:only\s+)?(?:"?\w+"?\.)?"?([a-z_]\w*)\b"?(?!\()/i;

/** What a statement does and to which table first: `SELECT tickets`. No value is in it. */
export function summaryOf(statement: string): string {
  const verb = VERB.exec(statement)?.[1]?.toUpperCase() ?? 'OTHER';
  const table = TABLE.exec(statement)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

type Sql = Pick<postgres.Sql, 'unsafe'>;

/** Has each statement that is sent in a trace be a span of it, by what it does and never by its parameters. */
function traceOn(client: Sql, tracer: Tracer, namespace: string): void {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((...given: Parameters<typeof unsafe>) => {
    const query = unsafe(...given);
    if (!trace.getActiveSpan()?.isRecording()) return query;
    const summary = summaryOf(given[0]);
    const attributes = {
      'db.system.name': 'postgresql',
      'db.namespace': namespace,
      'db.query.summary': summary,
    };
    const span = tracer.startSpan(summary, { kind: SpanKind.CLIENT, attributes });
    // it is sent in this turn anyhow, in whatever form its sender still asks for
    query.then(
      () => span.end(),
      (error: unknown) => {
        failSpan(span, error);
        span.end();
      },
    );
    return query;
  }) as typeof client.unsafe;
}

type Scope = (...given: unknown[]) => unknown;

/** Makes what is handed a client of its own, as a transaction is, be handed one that is traced. */
const tracedScope =
  (scope: Scope, trace: (client: postgres.TransactionSql) => void): Scope =>
  (...given) =>
    scope(
      ...given.map((one) =>
        typeof one !== 'function'
          ? one
          : (client: postgres.TransactionSql) => {
              trace(client);
              return (one as Scope)(client);
            },
      ),
    );

/** Has all statements of a pool be spans of the traces that they are sent in, within transactions too. */
export function traceStatements(sql: postgres.Sql, tracer: Tracer, url: string): void {
  const namespace = new URL(url).pathname.slice(1);
  const traceTransaction = (client: postgres.TransactionSql) => {
    traceOn(client, tracer, namespace);
    client.savepoint = tracedScope(client.savepoint.bind(client) as Scope, traceTransaction) as never;
  };
  traceOn(sql, tracer, namespace);
  sql.begin = tracedScope(sql.begin.bind(sql) as Scope, traceTransaction) as never;
}
