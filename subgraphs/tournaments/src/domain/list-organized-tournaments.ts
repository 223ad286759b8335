import { instantKeySchema, keyset, type PageArguments } from '@arena/subgraph-kit';
import type { TournamentRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';
import type { TournamentPage } from './list-tournaments.ts';

const list = keyset<TournamentRow, typeof instantKeySchema>({
  name: 'organizedTournaments',
  key: instantKeySchema,
  keyOf: (row) => [row.createdAt.toISOString(), row.id],
});

/**
 * A page of the tournaments a person organises, the newest first.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listOrganizedTournaments(
  loaders: Loaders,
  userId: string,
  args: PageArguments,
): Promise<TournamentPage> {
  const page = list.parse(args);
  const rows = await loaders.organizedBy.load({ id: userId, page });
  return { ...list.connect(rows, page), totalCount: () => loaders.organizedCountOf.load(userId) };
}
