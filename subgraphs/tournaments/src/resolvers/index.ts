import type { Resolvers } from '../generated/resolvers.ts';
import { Bracket } from './Bracket.ts';
import { BracketRound } from './BracketRound.ts';
import { Match } from './Match.ts';
import { Mutation } from './Mutation.ts';
import { Opponent } from './Opponent.ts';
import { Query } from './Query.ts';
import { SaleStage } from './SaleStage.ts';
import { Standing } from './Standing.ts';
import { Subscription } from './Subscription.ts';
import { Team } from './Team.ts';
import { TeamMember } from './TeamMember.ts';
import { Tournament } from './Tournament.ts';
import { TournamentBan } from './TournamentBan.ts';
import { TournamentChange } from './TournamentChange.ts';
import { TournamentStaff } from './TournamentStaff.ts';
import { User } from './User.ts';

export const resolvers: Resolvers = {
  Bracket,
  BracketRound,
  Match,
  Mutation,
  Opponent,
  Query,
  SaleStage,
  Standing,
  Subscription,
  Team,
  TeamMember,
  Tournament,
  TournamentBan,
  TournamentChange,
  TournamentStaff,
  User,
};
