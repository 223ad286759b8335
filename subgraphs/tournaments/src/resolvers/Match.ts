import { resolveReference } from '@arena/subgraph-kit';
import { bracketPositionOf } from '../domain/brackets/bracket-position.ts';
import { winnerOf } from '../domain/winner-of.ts';
import type { MatchResolvers } from '../generated/resolvers.ts';
import { existing } from '../loaders.ts';

export const Match: MatchResolvers = {
  __resolveReference: (reference, { loaders }) =>
    resolveReference(reference, (id) => loaders.matchById.load(id)),
  tournament: ({ tournamentId }, _, { loaders }) => existing(loaders.tournamentById.load(tournamentId)),
  opponents: ({ id }, _, { loaders }) => loaders.opponentsOf.load(id),
  bracketPosition: (match, _, { loaders }) => bracketPositionOf(loaders, match),
  winner: ({ id }, _, { loaders }) => winnerOf(loaders, id),
};
