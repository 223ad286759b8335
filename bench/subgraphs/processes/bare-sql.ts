// The statements of a subgraph without the subgraph: sent through a pool like its own by a process that does nothing else.
import { openDatabase } from '@arena/subgraph-kit';
import type { Sql } from 'postgres';
import { runChild } from '../../gateway/child/run-child.mjs';
import type { Statement } from './statement.ts';

export type BareSqlOptions = {
  /** the statements of each call, by level */
  calls: Statement[][][];
  /** how many calls are under way at a time */
  connections: number;
  milliseconds: number;
};

let sql: Sql | undefined;

async function carryOut(levels: readonly Statement[][]): Promise<void> {
  const pool = sql;
  if (!pool) throw new Error('There is no database yet');
  for (const level of levels) {
    await Promise.all(level.map(({ text, parameters }) => pool.unsafe(text, parameters as never[]).values()));
  }
}

runChild({
  start: ({ databaseUrl }: { databaseUrl: string }) => {
    const { db } = openDatabase(databaseUrl, {});
    sql = (db as typeof db & { $client: Sql }).$client;
  },
  /** Makes the calls again and again; resolves with how long each took, in milliseconds. */
  call: async ({ calls, connections, milliseconds }: BareSqlOptions): Promise<number[]> => {
    const latencies: number[] = [];
    const endsAt = performance.now() + milliseconds;
    const keepCalling = async (_: unknown, connection: number): Promise<void> => {
      for (let turn = connection; performance.now() < endsAt; turn += connections) {
        const startedAt = performance.now();
        await carryOut(calls[turn % calls.length] as Statement[][]);
        latencies.push(performance.now() - startedAt);
      }
    };
    await Promise.all(Array.from({ length: connections }, keepCalling));
    return latencies;
  },
});
