import type { Belongings } from '../../../subgraphs/tournaments/test/many-tournaments.ts';

/** A list of which pages are asked for, and how many rows it has in all. */
export type List = {
  name: string;
  subgraph: 'tournaments' | 'users';
  field: string;
  /** declared and given, beside `first` and `after` */
  variables: Record<string, { type: string; value: unknown }>;
  node: string;
};

const tournaments = (name: string, filter: object | undefined, orderBy = 'STARTS_AT_ASC'): List => ({
  name: `tournaments: ${name}`,
  subgraph: 'tournaments',
  field: 'tournaments',
  variables: {
    filter: { type: 'TournamentFilter', value: filter },
    orderBy: { type: 'TournamentOrder', value: orderBy },
  },
  node: 'id name status startsAt endsAt isFree participantPrice { amount currency } game { name }',
});

const users = (name: string, search: string | undefined): List => ({
  name: `users: ${name}`,
  subgraph: 'users',
  field: 'users',
  variables: { search: { type: 'String', value: search } },
  node: 'id username displayName createdAt',
});

/** What people leaf through most. */
export const tournamentLists = ({ games, categories }: Belongings): List[] => [
  tournaments('all, by start', undefined),
  tournaments('all, last start first', undefined, 'STARTS_AT_DESC'),
  tournaments('all, newest first', undefined, 'CREATED_AT_DESC'),
  tournaments('the open ones', { status: ['PENDING', 'ONGOING'] }),
  tournaments('those over, last first', { status: ['FINISHED'] }, 'STARTS_AT_DESC'),
  tournaments('the largest game', { gameId: games[0] }),
  tournaments('the smallest category', { categoryId: categories.at(-1) }, 'CREATED_AT_DESC'),
  tournaments('free entry', { isFree: true }),
  tournaments('a frequent word', { search: 'copa' }),
  tournaments('a rare word', { search: 'pingüino' }),
];

/** What administrators look for. */
export const userLists: readonly List[] = [
  users('all', undefined),
  users('a frequent text', 'player'),
  users('a text of one in a hundred', '77@mail'),
  users('how usernames begin', 'player_77'),
  users('a text that nobody has', 'xilophone'),
];

/** The body of what asks for a page. */
export function bodyOf(
  { field, variables, node }: List,
  { after, isCounted, first = 20 }: { after?: string | null; isCounted: boolean; first?: number },
): string {
  const declared = Object.entries(variables).map(([name, { type }]) => `, $${name}: ${type}`);
  const given = Object.keys(variables).map((name) => `, ${name}: $${name}`);
  return JSON.stringify({
    query: `query ($first: Int, $after: String${declared.join('')}) {
      ${field}(first: $first, after: $after${given.join('')}) {
        nodes { ${node} } pageInfo { hasNextPage endCursor }${isCounted ? ' totalCount' : ''}
      }
    }`,
    variables: {
      first,
      after,
      ...Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value])),
    },
  });
}
