import { addSubadmin } from '../domain/add-subadmin.ts';
import { banFromTournament } from '../domain/ban-from-tournament.ts';
import { cancelMatch } from '../domain/cancel-match.ts';
import { cancelTournament } from '../domain/cancel-tournament.ts';
import { correctMatchResult } from '../domain/correct-match-result.ts';
import { createCategory } from '../domain/create-category.ts';
import { createGame } from '../domain/create-game.ts';
import { createMatch } from '../domain/create-match.ts';
import { createTournament } from '../domain/create-tournament.ts';
import { deleteBracket } from '../domain/delete-bracket.ts';
import { finishTournament } from '../domain/finish-tournament.ts';
import { generateBracket } from '../domain/generate-bracket.ts';
import { liftTournamentBan } from '../domain/lift-tournament-ban.ts';
import { removeSubadmin } from '../domain/remove-subadmin.ts';
import { renameTeam } from '../domain/rename-team.ts';
import { reportMatchResult } from '../domain/report-match-result.ts';
import { rescheduleMatch } from '../domain/reschedule-match.ts';
import { rescheduleTournament } from '../domain/reschedule-tournament.ts';
import { setSaleStages } from '../domain/set-sale-stages.ts';
import { startMatch } from '../domain/start-match.ts';
import { startTournament } from '../domain/start-tournament.ts';
import { updateTournament } from '../domain/update-tournament.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  createTournament: (_, { input }, { app, caller }) => createTournament(app, caller, input),
  updateTournament: (_, { input }, { app, caller }) => updateTournament(app, caller, input),
  rescheduleTournament: (_, { input }, { app, caller }) => rescheduleTournament(app, caller, input),
  setSaleStages: (_, args, { app, caller }) => setSaleStages(app, caller, args),
  startTournament: (_, { tournamentId }, { app, caller }) => startTournament(app, caller, tournamentId),
  finishTournament: (_, { tournamentId }, { app, caller }) => finishTournament(app, caller, tournamentId),
  cancelTournament: (_, args, { app, caller }) => cancelTournament(app, caller, args),
  addSubadmin: (_, args, { app, caller }) => addSubadmin(app, caller, args),
  removeSubadmin: (_, args, { app, caller }) => removeSubadmin(app, caller, args),
  banFromTournament: (_, { input }, { app, caller }) => banFromTournament(app, caller, input),
  liftTournamentBan: (_, args, { app, caller }) => liftTournamentBan(app, caller, args),
  renameTeam: (_, args, { app, caller }) => renameTeam(app, caller, args),
  createMatch: (_, { input }, { app, caller }) => createMatch(app, caller, input),
  rescheduleMatch: (_, { input }, { app, caller }) => rescheduleMatch(app, caller, input),
  startMatch: (_, { matchId }, { app, caller }) => startMatch(app, caller, matchId),
  reportMatchResult: (_, { input }, { app, caller }) => reportMatchResult(app, caller, input),
  cancelMatch: (_, args, { app, caller }) => cancelMatch(app, caller, args),
  correctMatchResult: (_, { input }, { app, caller }) => correctMatchResult(app, caller, input),
  generateBracket: (_, { input }, { app, caller }) => generateBracket(app, caller, input),
  deleteBracket: (_, { bracketId }, { app, caller }) => deleteBracket(app, caller, bracketId),
  createGame: (_, { input }, { app, caller }) => createGame(app, caller, input),
  createCategory: (_, { input }, { app, caller }) => createCategory(app, caller, input),
};
