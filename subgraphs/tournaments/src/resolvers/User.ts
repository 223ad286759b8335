import { resolveReference } from '@arena/subgraph-kit';
import { listOrganizedTournaments } from '../domain/list-organized-tournaments.ts';
import { listTeamsOfPlayer } from '../domain/list-teams-of-player.ts';
import type { UserResolvers } from '../generated/resolvers.ts';

export const User: UserResolvers = {
  __resolveReference: (reference) => resolveReference(reference, (id) => ({ id })),
  teams: ({ id }, args, { loaders }) => listTeamsOfPlayer(loaders, id, args),
  organizedTournaments: ({ id }, args, { loaders }) => listOrganizedTournaments(loaders, id, args),
};
