import { onServer } from '@arena/testing';
import { ask } from '../ask-subgraph.ts';
import type { Statement } from '../processes/statement.ts';
import { bodyOf, type List } from './lists.ts';
import type { PageStage } from './stage.ts';

const FIRST = 20;
const FAR = 0.9;

/** The statements that a subgraph sends for a page, what it asks of the caller's session aside. */
async function statementsOf(stage: PageStage, { subgraph }: List, body: string): Promise<Statement[]> {
  await stage.subgraph.ask('record');
  await ask(stage.url, subgraph, body, stage.identity);
  const levels = await stage.subgraph.ask<Statement[][]>('recorded');
  return levels.flat().filter(({ text }) => !text.includes('from "sessions"'));
}

/** The key of a row as it stands in the cursor of a list. */
function keyOf(list: List, found: Record<string, unknown>): [name: string, key: unknown] {
  if (list.subgraph === 'users') return ['users', found['username']];
  const order = String(list.variables['orderBy']?.value);
  const at = found[order === 'CREATED_AT_DESC' ? 'created_at' : 'starts_at'] as Date;
  return [`tournaments:${order}`, [at.toISOString(), found['id']]];
}

/** The cursor of the row that nine tenths of a list come before; null where the list is shorter than two pages. */
export async function farCursor(stage: PageStage, list: List, totalCount: number): Promise<string | null> {
  if (totalCount < 2 * FIRST) return null;
  const offset = Math.floor(totalCount * FAR);
  const [sent] = await statementsOf(stage, list, bodyOf(list, { isCounted: false, first: FIRST }));
  if (!sent) throw new Error(`${list.name} comes without a statement`);
  // the list itself, as long as that
  const parameters = sent.parameters.map((value) => (value === FIRST + 1 ? offset + 1 : value));
  const [found] = await onServer(stage.databaseUrl, (sql) =>
    sql.unsafe(`select * from (${sent.text}) as list offset ${offset}`, parameters as never[]),
  );
  return Buffer.from(JSON.stringify(keyOf(list, found as Record<string, unknown>))).toString('base64url');
}

/** How PostgreSQL carries out the statements of a page. */
export async function explanationOf(stage: PageStage, list: List, body: string): Promise<string> {
  const lines: string[] = [];
  for (const { text, parameters } of await statementsOf(stage, list, body)) {
    const plan = await onServer(stage.databaseUrl, (sql) =>
      sql.unsafe(`explain (analyze, buffers) ${text}`, parameters as never[]),
    );
    lines.push(text, ...plan.map((line) => `    ${String(line['QUERY PLAN'])}`));
  }
  return lines.join('\n');
}
