import type { BracketFormat } from '../../db/schema.ts';
import type { Contest, ContestBracket, ContestMatch } from '../../db/standing-store.ts';
import { rankElimination } from './rank-elimination.ts';
import { rankRoundRobin } from './rank-round-robin.ts';
import { rankSwiss } from './rank-swiss.ts';
import type { Tiers } from './tiers.ts';

const RANKINGS: Record<BracketFormat, (bracket: ContestBracket, matches: readonly ContestMatch[]) => Tiers> =
  {
    SINGLE_ELIMINATION: rankElimination,
    DOUBLE_ELIMINATION: rankElimination,
    ROUND_ROBIN: rankRoundRobin,
    SWISS: rankSwiss,
  };

/** Those of the matches of a tournament that are part of a bracket. */
export const matchesOfBracket = ({ matches }: Contest, { id }: ContestBracket): ContestMatch[] =>
  matches.filter(({ round }) => round?.bracketId === id);

/** How the teams of a bracket stand in it. */
export const rankBracket = (contest: Contest, bracket: ContestBracket): Tiers =>
  RANKINGS[bracket.format](bracket, matchesOfBracket(contest, bracket));
