/** A call of `_entities`: which subgraph has the type, and what a page of it would ask for. */
export type Selection = {
  subgraph: 'tournaments' | 'users';
  type: string;
  /** its table, whose ids are the keys */
  table: string;
  fields: string;
};

export const SELECTIONS: readonly Selection[] = [
  {
    subgraph: 'users',
    type: 'User',
    table: 'users',
    fields: 'username displayName avatarUrl createdAt',
  },
  {
    subgraph: 'tournaments',
    type: 'Tournament',
    table: 'tournaments',
    fields: `name status isFree startsAt endsAt capacity
      participantPrice { amount currency } organizer { __typename id } game { code name }`,
  },
  {
    subgraph: 'tournaments',
    type: 'Team',
    table: 'teams',
    fields: 'name maxMembers members { joinedAt user { __typename id } }',
  },
  {
    subgraph: 'tournaments',
    type: 'Match',
    table: 'matches',
    fields: 'name status startsAt outcome opponents { score team { __typename id name } }',
  },
];

/** The body of a call as the gateway sends it. */
export const bodyOf = ({ type, fields }: Selection, ids: readonly string[]): string =>
  JSON.stringify({
    query: `query($representations:[_Any!]!){_entities(representations:$representations){...on ${type}{${fields}}}}`,
    variables: { representations: ids.map((id) => ({ __typename: type, id })) },
  });
