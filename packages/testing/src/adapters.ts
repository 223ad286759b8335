import { createLogger, createMetrics, type Adapters } from '@arena/subgraph-kit';

export type TestAdapters = Adapters & {
  /** Moves this clock ahead. */
  advance: (milliseconds: number) => void;
  /** the SQL statements sent since the last `statements.splice(0)`, save those that empty the outbox unasked */
  statements: string[];
};

/** Adapters for a service under test: a silent log, a clock to turn, and a count of statements. */
export function testAdapters(): TestAdapters {
  let offset = 0;
  const statements: string[] = [];
  return {
    logger: createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    metrics: createMetrics(),
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => void (offset += milliseconds),
    statements,
    onStatement: (sql) => {
      if (!sql.includes('from "outbox"')) statements.push(sql);
    },
  };
}
