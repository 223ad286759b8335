import { sql, type AnyColumn, type SQL } from 'drizzle-orm';

/** Ids as one parameter, so that a statement's text is the same however many they are. */
export const idArray = (ids: readonly string[]): SQL => sql`${sql.param([...ids])}::uuid[]`;

/** Whether the column holds one of these ids. */
export const isOneOf = (column: AnyColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${idArray(ids)})`;

/** One row for each id, in the ids' order; null where there is none. */
export function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The rows that belong to each id, in the ids' order; the rows of one id keep theirs. */
export function grouped<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Row[][] {
  const byId = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) byId.get(idOf(row))?.push(row);
  return ids.map((id) => byId.get(id) ?? []);
}

/** The count for each id, in the ids' order; zero where there is none. */
export function counts(ids: readonly string[], rows: readonly { id: string; count: number }[]): number[] {
  return inOrder(ids, rows, (row) => row.id).map((row) => row?.count ?? 0);
}
