import { newId } from '@arena/subgraph-kit';
import type { GameRow, TeamRow } from '../db/schema.ts';
import { foldCase } from './fold-case.ts';

/** The rows of the empty teams that a tournament in this game begins with: Team 1, Team 2 and so on. */
export const newTeams = (tournamentId: string, game: GameRow): TeamRow[] =>
  Array.from({ length: game.maxTeams }, (_, index) => {
    const number = index + 1;
    const name = `Team ${number}`;
    return {
      id: newId(),
      tournamentId,
      number,
      name,
      nameKey: foldCase(name),
      maxMembers: game.maxPlayersPerTeam,
    };
  });
