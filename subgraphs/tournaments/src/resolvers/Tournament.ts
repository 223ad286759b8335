import { resolveReference } from '@arena/subgraph-kit';
import { listBans } from '../domain/list-bans.ts';
import { listHistory } from '../domain/list-history.ts';
import { listMatches } from '../domain/list-matches.ts';
import { listStandings } from '../domain/list-standings.ts';
import { ownRole } from '../domain/own-role.ts';
import { tournamentWinner } from '../domain/tournament-winner.ts';
import type { TournamentResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Tournament: TournamentResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.tournamentById.load(id)),
  category: ({ categoryId }, _, { loaders }) => existing(loaders.categoryById.load(categoryId)),
  game: ({ gameId }, _, { loaders }) => existing(loaders.gameById.load(gameId)),
  prize: ({ prizeDescription, prizeTotalMinor, currency }) => ({
    description: prizeDescription,
    total: { amount: prizeTotalMinor, currency },
  }),
  participantPrice: ({ participantPriceMinor, currency }) => ({ amount: participantPriceMinor, currency }),
  viewerPrice: ({ viewerPriceMinor, currency }) => ({ amount: viewerPriceMinor, currency }),
  saleStages: async (tournament, _, { loaders }) =>
    (await loaders.saleStagesOf.load(tournament.id)).map((stage) => ({ ...stage, tournament })),
  organizer: ({ organizerId }) => ({ id: organizerId }),
  staff: ({ id }, _, { loaders }) => loaders.staffOf.load(id),
  teams: ({ id }, _, { loaders }) => loaders.teamsOf.load(id),
  matches: ({ id }, args, { loaders }) => listMatches(loaders, id, args),
  standings: ({ id }, _, { loaders }) => listStandings(loaders, id),
  winner: (tournament, _, { loaders }) => tournamentWinner(loaders, tournament),
  brackets: ({ id }, _, { loaders }) => loaders.bracketsOf.load(id),
  participantCount: ({ id }, _, { loaders }) => loaders.playerCountOf.load(id),
  myRole: ({ id }, _, { loaders }) => ownRole(loaders, id),
  myTeam: ({ id }, _, { loaders }) => loaders.ownTeam.load(id),
  bans: ({ id }, _, { loaders }) => listBans(loaders, id),
  history: ({ id }, args, { loaders }) => listHistory(loaders, id, args),
};
