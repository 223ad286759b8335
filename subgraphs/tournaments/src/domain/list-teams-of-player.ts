import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { TeamRow } from '../db/schema.ts';
import type { JoinedTeam } from '../db/team-store.ts';
import type { Loaders } from '../loaders.ts';

/** A page of teams; the whole list is counted only when asked for. */
export type TeamPage = Connection<TeamRow> & { totalCount: () => Promise<number> };

const list = keyset<JoinedTeam, typeof instantKeySchema>({
  name: 'teams',
  key: instantKeySchema,
  keyOf: (row) => [row.joinedAt.toISOString(), row.membershipId],
});

/**
 * A page of the teams a person plays in, the last joined first.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listTeamsOfPlayer(
  loaders: Loaders,
  userId: string,
  args: PageArguments,
): Promise<TeamPage> {
  const page = list.parse(args);
  const rows = await loaders.teamsOfPlayer.load({ id: userId, page });
  return { ...list.connect(rows, page), totalCount: () => loaders.teamCountOfPlayer.load(userId) };
}
