import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import type * as schema from './schema.ts';
import { tournaments } from './schema.ts';

/** The one currency of each tournament, in the ids' order; null where it has not been told yet. */
export async function findCurrencies(
  db: Queryable<typeof schema>,
  tournamentIds: readonly string[],
): Promise<(string | null)[]> {
  const rows = await db
    .select({ id: tournaments.id, currency: tournaments.currency })
    .from(tournaments)
    .where(isOneOf(tournaments.id, tournamentIds));
  return inOrder(tournamentIds, rows, (row) => row.id).map((row) => row?.currency ?? null);
}
