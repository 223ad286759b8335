import type { Resolvers } from '../generated/resolvers.ts';
import { Match } from './Match.ts';
import { Mutation } from './Mutation.ts';
import { Opponent } from './Opponent.ts';
import { Query } from './Query.ts';
import { SaleStage } from './SaleStage.ts';
import { Subscription } from './Subscription.ts';
import { Team } from './Team.ts';
import { TeamMember } from './TeamMember.ts';
import { Tournament } from './Tournament.ts';
import { TournamentBan } from './TournamentBan.ts';
import { TournamentChange } from './TournamentChange.ts';
import { TournamentStaff } from './TournamentStaff.ts';
import { User } from './User.ts';

export const resolvers: Resolvers = {
  Match,
  Mutation,
  Opponent,
  Query,
  SaleStage,
  Subscription,
  Team,
  TeamMember,
  Tournament,
  TournamentBan,
  TournamentChange,
  TournamentStaff,
  User,
};
