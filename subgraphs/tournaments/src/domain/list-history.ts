import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { ChangeRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

export type HistoryPage = Connection<ChangeRow>;

const list = keyset<ChangeRow, typeof instantKeySchema>({
  name: 'history',
  key: instantKeySchema,
  keyOf: (row) => [row.at.toISOString(), row.id],
});

/**
 * A page of what has been changed of a tournament, the last change first; null for a caller who is not its staff.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listHistory(
  loaders: Loaders,
  tournamentId: string,
  args: PageArguments,
): Promise<HistoryPage | null> {
  const page = list.parse(args);
  if (!(await loaders.ownStaffRole.load(tournamentId))) return null;
  return list.connect(await loaders.historyOf.load({ id: tournamentId, page }), page);
}
