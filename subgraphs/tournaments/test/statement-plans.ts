import { openDatabase, type Database } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import postgres from 'postgres';
import * as schema from '../src/db/schema.ts';

/** What is looked at of one step of a plan, as PostgreSQL explains it. */
type Step = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Loops': number;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Step[];
};

/** How a statement was carried out. */
export type Plan = {
  statement: string;
  /** the tables that were read from end to end */
  scanned: string[];
  indexes: string[];
  /** the rows read of tables, also those that were of no use */
  read: number;
};

const steps = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(steps)];

const rowsRead = (step: Step): number =>
  step['Actual Loops'] *
  (step['Actual Rows'] +
    (step['Rows Removed by Filter'] ?? 0) +
    (step['Rows Removed by Index Recheck'] ?? 0));

function planOf(statement: string, top: Step): Plan {
  const all = steps(top);
  const ofTables = all.filter((step) => step['Relation Name'] !== undefined);
  return {
    statement,
    scanned: ofTables.flatMap((step) =>
      step['Node Type'] === 'Seq Scan' ? [String(step['Relation Name'])] : [],
    ),
    indexes: [...new Set(all.flatMap((step) => step['Index Name'] ?? []))],
    read: ofTables.reduce((total, step) => total + rowsRead(step), 0),
  };
}

export type Sent = { text: string; parameters: unknown[] };

type Work = (db: Database<typeof schema>) => Promise<unknown>;

/** A database whose statements are looked into. */
export function openExplained(databaseUrl: string) {
  const sent: Sent[] = [];
  const { db, close } = openDatabase(databaseUrl, schema, {
    onStatement: (text, parameters) => void sent.push({ text, parameters }),
  });
  const sql = postgres(databaseUrl, { max: 1 });
  const query = (text: string, parameters: unknown[] = []) => sql.unsafe(text, parameters as never[]);

  /** The statements that the work sends. */
  const during = async (work: Work): Promise<Sent[]> => {
    sent.splice(0);
    await work(db);
    return sent.splice(0);
  };
  /** How the statements that the work sends are carried out: those very texts and parameters. */
  const plansOf = async (work: Work): Promise<Plan[]> => {
    const plans: Plan[] = [];
    for (const { text, parameters } of await during(work)) {
      const [row] = await query(`explain (analyze, format json) ${text}`, parameters);
      plans.push(planOf(text, row?.['QUERY PLAN'][0].Plan));
    }
    return plans;
  };
  return register('explained database', { db, query, during, plansOf }, async () => {
    await sql.end();
    await close();
  });
}
