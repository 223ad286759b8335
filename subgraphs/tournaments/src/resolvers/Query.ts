import { parseId } from '@arena/subgraph-kit';
import { listCategories, listGames } from '../domain/list-catalogue.ts';
import { listTournaments } from '../domain/list-tournaments.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const Query: QueryResolvers = {
  categories: (_, _args, { app }) => listCategories(app),
  games: (_, _args, { app }) => listGames(app),
  tournament: (_, { id }, { loaders }) => loaders.tournamentById.load(parseId(id, 'id')),
  tournaments: (_, args, { app }) => listTournaments(app, args),
  match: (_, { id }, { loaders }) => loaders.matchById.load(parseId(id, 'id')),
  team: (_, { id }, { loaders }) => loaders.teamById.load(parseId(id, 'id')),
};
