import { getTableColumns, sql, type Column } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from './database.ts';

/** How the database calls a column that `openDatabase` knows by its key. */
const nameOf = ({ name, keyAsName }: Column): string => (keyAsName ? toSnakeCase(name) : name);

/**
 * Stores new rows, however many, in one statement. They travel as one parameter, written as JSON: the driver takes a
 * limited number of parameters, and each of them costs more than the value in it. A column that no row has takes its
 * default; where only some have it, it is null in the others.
 */
export async function insertRows<Table extends PgTable>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever else is in the schema does not matter here
  tx: Queryable<any>,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table))
    .map(([key, column]) => ({ key: key as keyof Table['$inferInsert'], name: nameOf(column) }))
    .filter(({ key }) => rows.some((row) => row[key] !== undefined));
  const records = rows.map((row) => Object.fromEntries(columns.map(({ key, name }) => [name, row[key]])));
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  await tx.execute(sql`
    insert into ${table} (${names})
    select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(records)}::jsonb)`);
}
