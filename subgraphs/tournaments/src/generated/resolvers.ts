import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CategoryRow, BracketRow, GameRow, MatchRow, OpponentRow, TeamRow, TeamMemberRow, TournamentRow, BanRow, ChangeRow, StaffRow } from '../db/schema.ts';
import type { PlacedRound } from '../db/bracket-store.ts';
import type { MatchPage } from '../domain/list-matches.ts';
import type { StageOfTournament } from '../domain/sale-stages.ts';
import type { TeamStanding } from '../domain/standings/standings.ts';
import type { TeamPage } from '../domain/list-teams-of-player.ts';
import type { HistoryPage } from '../domain/list-history.ts';
import type { TournamentPage } from '../domain/list-tournaments.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code. */
  Currency: { input: string; output: string; }
  /** An instant as an RFC 3339 string with its offset. */
  DateTime: { input: Date; output: Date; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** An integer between -(2^53 - 1) and 2^53 - 1. */
  SafeInt: { input: number; output: number; }
  /** An absolute URL. */
  URL: { input: URL; output: URL | string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A person to ban from a tournament. */
export type BanFromTournamentInput = {
  /** Why, for its staff to read: 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** Whether the money of their tickets goes back. */
  refund: Scalars['Boolean']['input'];
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
  /** The person's id; not one of its staff. */
  userId: Scalars['ID']['input'];
};

/** A set of matches that finds its best team. */
export type Bracket = {
  /** What the order of the teams was drawn from; null where it was given. */
  drawSeed?: Maybe<Scalars['String']['output']>;
  /** How its matches are laid out. */
  format: BracketFormat;
  /** The bracket's id. */
  id: Scalars['ID']['output'];
  /** The bracket's name, unique within its tournament. */
  name: Scalars['String']['output'];
  /** Its rounds: part by part, each in the order it is played. */
  rounds: Array<BracketRound>;
  /** The teams that play in it, the best first. */
  seeds: Array<Team>;
};

/** How the matches of a bracket are laid out. */
export type BracketFormat =
  /** Whoever loses two matches is out, of two teams whoever loses the only one; who comes through the losers' side must win the grand final twice. */
  | 'DOUBLE_ELIMINATION'
  /** Everybody meets everybody once. */
  | 'ROUND_ROBIN'
  /** Whoever loses a match is out. */
  | 'SINGLE_ELIMINATION'
  /** A set number of rounds in which those meet who have done equally well so far. */
  | 'SWISS';

/** Where a match stands in a bracket. */
export type BracketPosition = {
  /** The bracket's id. */
  bracketId: Scalars['ID']['output'];
  /** The part of the bracket, as BracketRound names it. */
  group: Scalars['String']['output'];
  /** The match within that round, from 1. */
  number: Scalars['Int']['output'];
  /** The round within that part, from 1. */
  round: Scalars['Int']['output'];
};

/** The matches of a bracket that are played at the same stage. */
export type BracketRound = {
  /** The part of the bracket: MAIN, THIRD_PLACE, WINNERS, LOSERS or GRAND_FINAL. */
  group: Scalars['String']['output'];
  /** The round's id. */
  id: Scalars['ID']['output'];
  /** Its matches; a team that meets nobody in it plays none. */
  matches: Array<Match>;
  /** The round within that part, from 1. */
  number: Scalars['Int']['output'];
};

/** A kind of tournament, which limits the participants of free ones. */
export type Category = {
  /** The category's short name. */
  alias: Scalars['String']['output'];
  /** The unique code, as 0235. */
  code: Scalars['String']['output'];
  /** The category's id. */
  id: Scalars['ID']['output'];
  /** The category's name. */
  name: Scalars['String']['output'];
  /** How many participants a free tournament of this category may have. */
  participantLimit: Scalars['Int']['output'];
};

/** Another result of a match. */
export type CorrectMatchResultInput = {
  /** The match's id. */
  matchId: Scalars['ID']['input'];
  /** How it came to that. */
  outcome?: InputMaybe<MatchOutcome>;
  /** Why the result changes, for the history: 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** What opponents scored, each once at most. */
  scores?: InputMaybe<Array<TeamScoreInput>>;
  /** The opponent that won; left out only for a DRAW. */
  winnerTeamId?: InputMaybe<Scalars['ID']['input']>;
};

/** A category to add. */
export type CreateCategoryInput = {
  /** The category's short name: 1 to 100 characters. */
  alias: Scalars['String']['input'];
  /** The unique code, as 0235: 1 to 20 of A-Z, 0-9, _ and -. */
  code: Scalars['String']['input'];
  /** The category's name: 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** How many participants a free tournament of this category may have, from 1 to 100000. */
  participantLimit: Scalars['Int']['input'];
};

/** A game to add. */
export type CreateGameInput = {
  /** The unique code: 1 to 20 of A-Z, 0-9, _ and -. */
  code: Scalars['String']['input'];
  /** Whether players of a team play together. */
  isCooperative: Scalars['Boolean']['input'];
  /** How many players a team has at most, from 1 to 100. */
  maxPlayersPerTeam: Scalars['Int']['input'];
  /** How many teams a tournament has, from 2 to 256. */
  maxTeams: Scalars['Int']['input'];
  /** The game's name: 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** How many players a tournament has: maxTeams times maxPlayersPerTeam. */
  players: Scalars['Int']['input'];
};

/** A match to create. */
export type CreateMatchInput = {
  /** 1 to 64 characters; repeating a call with the same key returns the same match. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The name: 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** When it starts: at the tournament's start or later, before its end. */
  startsAt: Scalars['DateTime']['input'];
  /** Two or more teams of the tournament, each once. */
  teamIds: Array<Scalars['ID']['input']>;
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** A tournament to create. Prices, prize and stages share one currency. */
export type CreateTournamentInput = {
  /** The category's id. */
  categoryId: Scalars['ID']['input'];
  /** What it is about: 1 to 5000 characters. */
  description: Scalars['String']['input'];
  /** When it ends: after the start, 90 days later at most. */
  endsAt: Scalars['DateTime']['input'];
  /** The game's id. */
  gameId: Scalars['ID']['input'];
  /** 1 to 64 characters; repeating a call with the same key returns the same tournament. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether taking part is free. */
  isFree: Scalars['Boolean']['input'];
  /** The name: 3 to 100 characters. */
  name: Scalars['String']['input'];
  /** What a seat costs: by default 20000.00 COP; zero exactly when the tournament is free. */
  participantPrice?: InputMaybe<MoneyInput>;
  /** What the winners get. */
  prize: PrizeInput;
  /** Windows of sale, at most ten. */
  saleStages?: InputMaybe<Array<SaleStageInput>>;
  /** When it starts: in the future, two years ahead at most. */
  startsAt: Scalars['DateTime']['input'];
  /** What watching a match costs: by default 5000.00 COP, zero for a free tournament. */
  viewerPrice?: InputMaybe<MoneyInput>;
};

/** A game that tournaments are held in. */
export type Game = {
  /** The unique code. */
  code: Scalars['String']['output'];
  /** The game's id. */
  id: Scalars['ID']['output'];
  /** Whether players of a team play together. */
  isCooperative: Scalars['Boolean']['output'];
  /** How many players a team has at most. */
  maxPlayersPerTeam: Scalars['Int']['output'];
  /** How many teams a tournament has. */
  maxTeams: Scalars['Int']['output'];
  /** The game's name. */
  name: Scalars['String']['output'];
  /** How many players a tournament has: maxTeams times maxPlayersPerTeam. */
  players: Scalars['Int']['output'];
};

/** A bracket to make. */
export type GenerateBracketInput = {
  /** When the first round starts; with the tournament, where that is still to come, when left out. Later rounds have no date until they are given one. */
  firstMatchAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How its matches are laid out. */
  format: BracketFormat;
  /** 1 to 64 characters; repeating a call with the same key changes nothing. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name: 1 to 50 characters, Bracket when left out. A bracket of that name is made again as long as none of its matches has started. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** How many rounds a SWISS bracket has; as many as tell a winner when left out. */
  roundCount?: InputMaybe<Scalars['Int']['input']>;
  /** The teams that play in it, the best first: 2 to 128, each with members. All that have members, drawn by lot, when left out. */
  seedTeamIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whether the losers of the semi-finals of a SINGLE_ELIMINATION meet. */
  thirdPlace?: InputMaybe<Scalars['Boolean']['input']>;
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** A meeting of teams of one tournament. */
export type Match = {
  /** Where it stands in its bracket; null where it is part of none, or was called off as its bracket went on without it. */
  bracketPosition?: Maybe<BracketPosition>;
  /** Why it was called off, where that was said. */
  cancelReason?: Maybe<Scalars['String']['output']>;
  /** The match's id. */
  id: Scalars['ID']['output'];
  /** The match's name. */
  name: Scalars['String']['output'];
  /** Who meets in it, in the order they were named. */
  opponents: Array<Opponent>;
  /** How it ended; null until it is FINISHED. */
  outcome?: Maybe<MatchOutcome>;
  /** When it is planned to start; null while it has no date yet. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands in its life. */
  status: MatchStatus;
  /** The tournament it is part of. */
  tournament: Tournament;
  /** The team that won; null for a draw, and until it is FINISHED. */
  winner?: Maybe<Team>;
};

/** A page of matches. */
export type MatchConnection = {
  /** The matches of the page with their cursors. */
  edges: Array<MatchEdge>;
  /** The matches of the page. */
  nodes: Array<Match>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many matches the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A match in a list. */
export type MatchEdge = {
  /** Where the match stands in the list. */
  cursor: Scalars['String']['output'];
  /** The match. */
  node: Match;
};

/** How a match ended. */
export type MatchOutcome =
  /** A team won since others were excluded. */
  | 'DISQUALIFICATION'
  /** It was played, and nobody won. */
  | 'DRAW'
  /** A team won since others did not play. */
  | 'FORFEIT'
  /** It was played, and a team won. */
  | 'PLAYED';

/** Where a match stands in its life: PENDING, then ONGOING, then FINISHED; CANCELED from the first two. */
export type MatchStatus =
  /** Called off. */
  | 'CANCELED'
  /** Over, with its result. */
  | 'FINISHED'
  /** Under way. */
  | 'ONGOING'
  /** Planned, not started. */
  | 'PENDING';

/** An amount in the currency's minor units: 2000000 COP is twenty thousand pesos. */
export type Money = {
  /** The amount in minor units. */
  amount: Scalars['SafeInt']['output'];
  /** The currency of the amount. */
  currency: Scalars['Currency']['output'];
};

/** An amount in the currency's minor units: 2000000 COP is twenty thousand pesos. */
export type MoneyInput = {
  /** The amount in minor units. */
  amount: Scalars['SafeInt']['input'];
  /** The currency of the amount. */
  currency: Scalars['Currency']['input'];
};

/** What can be changed. */
export type Mutation = {
  /** Makes a person SUBADMIN of a tournament, two at most; for its ADMIN. Doing so twice changes nothing. */
  addSubadmin?: Maybe<Tournament>;
  /** Bans a person from a tournament; for its staff, who are not banned. Doing so twice changes nothing. */
  banFromTournament?: Maybe<Tournament>;
  /** Turns a PENDING or ONGOING match CANCELED; for the staff of its tournament. Those of a bracket end by a result. */
  cancelMatch?: Maybe<Match>;
  /** Turns a PENDING or ONGOING tournament CANCELED, and with it its open matches; for its ADMIN. */
  cancelTournament?: Maybe<Tournament>;
  /** Gives a FINISHED match another result, while nothing that depends on it was played; for the ADMIN of its tournament. */
  correctMatchResult?: Maybe<Match>;
  /** Adds a category; platform administration. */
  createCategory?: Maybe<Category>;
  /** Adds a game; platform administration. */
  createGame?: Maybe<Game>;
  /** Plans a match of a PENDING or ONGOING tournament; for its staff. A free tournament has two at most. */
  createMatch?: Maybe<Match>;
  /** Creates a tournament with its teams; the caller becomes its ADMIN. */
  createTournament?: Maybe<Tournament>;
  /** Takes a bracket back while none of its matches has started; for the staff of its tournament. */
  deleteBracket?: Maybe<Tournament>;
  /** Turns an ONGOING tournament FINISHED and calls its PENDING matches off, once none is ONGOING; for its staff. */
  finishTournament?: Maybe<Tournament>;
  /** Makes a bracket of a PENDING or ONGOING tournament, or makes it again under its name; for its staff. It closes the sale of seats. */
  generateBracket?: Maybe<Tournament>;
  /** Lifts a person's ban from a tournament; for its staff. Doing so twice changes nothing. */
  liftTournamentBan?: Maybe<Tournament>;
  /** Takes a person's SUBADMIN role away; for the ADMIN. Doing so twice changes nothing. */
  removeSubadmin?: Maybe<Tournament>;
  /** Gives a team another name; for its members and the tournament's staff. */
  renameTeam?: Maybe<Team>;
  /** Says once how a PENDING or ONGOING match ended, which turns it FINISHED; for the staff of an ONGOING tournament. */
  reportMatchResult?: Maybe<Match>;
  /** Moves a PENDING match to another date; for the staff of its tournament. */
  rescheduleMatch?: Maybe<Match>;
  /** Moves a tournament to other dates, within which its matches must lie; for its staff, while it is PENDING. */
  rescheduleTournament?: Maybe<Tournament>;
  /** Replaces all sale stages of a tournament; for its staff, while it is PENDING. */
  setSaleStages?: Maybe<Tournament>;
  /** Turns a PENDING match ONGOING, before its date if wished; for the staff of its tournament, while that is ONGOING. */
  startMatch?: Maybe<Match>;
  /** Turns a PENDING tournament ONGOING, before its date if wished; for its staff. */
  startTournament?: Maybe<Tournament>;
  /** Changes what is told about a tournament; for its staff, while it is PENDING or ONGOING. */
  updateTournament?: Maybe<Tournament>;
};


/** What can be changed. */
export type MutationAddSubadminArgs = {
  tournamentId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationBanFromTournamentArgs = {
  input: BanFromTournamentInput;
};


/** What can be changed. */
export type MutationCancelMatchArgs = {
  matchId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/** What can be changed. */
export type MutationCancelTournamentArgs = {
  reason: Scalars['String']['input'];
  tournamentId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationCorrectMatchResultArgs = {
  input: CorrectMatchResultInput;
};


/** What can be changed. */
export type MutationCreateCategoryArgs = {
  input: CreateCategoryInput;
};


/** What can be changed. */
export type MutationCreateGameArgs = {
  input: CreateGameInput;
};


/** What can be changed. */
export type MutationCreateMatchArgs = {
  input: CreateMatchInput;
};


/** What can be changed. */
export type MutationCreateTournamentArgs = {
  input: CreateTournamentInput;
};


/** What can be changed. */
export type MutationDeleteBracketArgs = {
  bracketId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationFinishTournamentArgs = {
  tournamentId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationGenerateBracketArgs = {
  input: GenerateBracketInput;
};


/** What can be changed. */
export type MutationLiftTournamentBanArgs = {
  tournamentId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationRemoveSubadminArgs = {
  tournamentId: Scalars['ID']['input'];
  userId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationRenameTeamArgs = {
  name: Scalars['String']['input'];
  teamId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationReportMatchResultArgs = {
  input: ReportMatchResultInput;
};


/** What can be changed. */
export type MutationRescheduleMatchArgs = {
  input: RescheduleMatchInput;
};


/** What can be changed. */
export type MutationRescheduleTournamentArgs = {
  input: RescheduleTournamentInput;
};


/** What can be changed. */
export type MutationSetSaleStagesArgs = {
  stages: Array<SaleStageInput>;
  tournamentId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationStartMatchArgs = {
  matchId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationStartTournamentArgs = {
  tournamentId: Scalars['ID']['input'];
};


/** What can be changed. */
export type MutationUpdateTournamentArgs = {
  input: UpdateTournamentInput;
};

/** A team's part in a match. */
export type Opponent = {
  /** The id of this part. */
  id: Scalars['ID']['output'];
  /** What it scored; null where that was not said. */
  score?: Maybe<Scalars['Int']['output']>;
  /** The team; null while it is not known yet. */
  team?: Maybe<Team>;
};

/** Where a page lies within its connection. */
export type PageInfo = {
  /** The cursor of the last item of this page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more items follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items precede this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of this page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** What the winners of a tournament get. */
export type Prize = {
  /** The prize in words. */
  description: Scalars['String']['output'];
  /** The value of all prizes together. */
  total: Money;
};

/** What the winners of a tournament get. */
export type PrizeInput = {
  /** The prize in words: 1 to 500 characters. */
  description: Scalars['String']['input'];
  /** The value of all prizes together. */
  total: MoneyInput;
};

/** What can be read. */
export type Query = {
  /** Every category, by code. */
  categories?: Maybe<Array<Category>>;
  /** Every game, by name. */
  games?: Maybe<Array<Game>>;
  /** The match with this id; null when there is none. */
  match?: Maybe<Match>;
  /** The team with this id; null when there is none. */
  team?: Maybe<Team>;
  /** The tournament with this id; null when there is none. */
  tournament?: Maybe<Tournament>;
  /** The tournaments that match a filter. */
  tournaments?: Maybe<TournamentConnection>;
};


/** What can be read. */
export type QueryMatchArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTeamArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTournamentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTournamentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TournamentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TournamentOrder>;
};

/** How a match ended. */
export type ReportMatchResultInput = {
  /** The match's id. */
  matchId: Scalars['ID']['input'];
  /** How it came to that. */
  outcome?: InputMaybe<MatchOutcome>;
  /** What opponents scored, each once at most. */
  scores?: InputMaybe<Array<TeamScoreInput>>;
  /** The opponent that won; left out only for a DRAW. */
  winnerTeamId?: InputMaybe<Scalars['ID']['input']>;
};

/** The new date of a match. */
export type RescheduleMatchInput = {
  /** The match's id. */
  matchId: Scalars['ID']['input'];
  /** When it starts: at the tournament's start or later, before its end. */
  startsAt: Scalars['DateTime']['input'];
};

/** The new dates of a tournament. */
export type RescheduleTournamentInput = {
  /** When it ends: after the start, 90 days later at most. */
  endsAt: Scalars['DateTime']['input'];
  /** When it starts: in the future, two years ahead at most. */
  startsAt: Scalars['DateTime']['input'];
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** What a sale stage sells. */
export type SaleKind =
  /** Seats for players. */
  | 'PARTICIPANT'
  /** Tickets for watching. */
  | 'VIEWER';

/** A window of sale with its own price; without stages the sale is open while the tournament is PENDING. */
export type SaleStage = {
  /** When it closes; at this instant it is closed. */
  endsAt: Scalars['DateTime']['output'];
  /** The stage's id. */
  id: Scalars['ID']['output'];
  /** Whether it sells now. */
  isOpen: Scalars['Boolean']['output'];
  /** What it sells. */
  kind: SaleKind;
  /** The stage's name. */
  name: Scalars['String']['output'];
  /** What one ticket costs in it. */
  price: Money;
  /** How many tickets it sells at most; null for no limit of its own. */
  quantity?: Maybe<Scalars['Int']['output']>;
  /** When it opens. */
  startsAt: Scalars['DateTime']['output'];
};

/** A window of sale with its own price. */
export type SaleStageInput = {
  /** When it closes, at the tournament's end at the latest. */
  endsAt: Scalars['DateTime']['input'];
  /** What it sells; stages of one kind do not overlap. */
  kind: SaleKind;
  /** The stage's name: 1 to 50 characters. */
  name: Scalars['String']['input'];
  /** What one ticket costs in it; for participants zero exactly when the tournament is free. */
  price: MoneyInput;
  /** How many tickets it sells at most, from 1; left out for no limit of its own. */
  quantity?: InputMaybe<Scalars['Int']['input']>;
  /** When it opens. */
  startsAt: Scalars['DateTime']['input'];
};

/** How a team stands in a tournament. */
export type Standing = {
  /** Matches of it that nobody won. */
  drawn: Scalars['Int']['output'];
  /** The id of this standing. */
  id: Scalars['ID']['output'];
  /** Matches it has lost. */
  lost: Scalars['Int']['output'];
  /** Matches it has played to their end. */
  played: Scalars['Int']['output'];
  /** Three for a match won, one for one drawn; a round of a SWISS bracket without an opponent counts as won. */
  points: Scalars['Int']['output'];
  /** Its place, from 1; shared by teams that have done equally well. */
  rank: Scalars['Int']['output'];
  /** The team. */
  team: Team;
  /** Matches it has won. */
  won: Scalars['Int']['output'];
};

/** What can be followed as it happens; what happens while a client is away is not told later. */
export type Subscription = {
  /** Each match of the tournament that is new or has changed; those of a bracket that is made or taken back go together, by tournamentUpdated. */
  matchUpdated?: Maybe<Match>;
  /** The tournament, each time that something about it, its staff or its teams has changed. */
  tournamentUpdated?: Maybe<Tournament>;
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionMatchUpdatedArgs = {
  tournamentId: Scalars['ID']['input'];
};


/** What can be followed as it happens; what happens while a client is away is not told later. */
export type SubscriptionTournamentUpdatedArgs = {
  tournamentId: Scalars['ID']['input'];
};

/** A team of one tournament. */
export type Team = {
  /** The team's id. */
  id: Scalars['ID']['output'];
  /** Whether it has as many players as it can have. */
  isFull: Scalars['Boolean']['output'];
  /** How many players it can have. */
  maxMembers: Scalars['Int']['output'];
  /** The players in it, in the order they joined. */
  members: Array<TeamMember>;
  /** The name, unique within the tournament. */
  name: Scalars['String']['output'];
  /** The tournament it plays in. */
  tournament: Tournament;
};

/** A page of teams. */
export type TeamConnection = {
  /** The teams of the page with their cursors. */
  edges: Array<TeamEdge>;
  /** The teams of the page. */
  nodes: Array<Team>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many teams the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A team in a list. */
export type TeamEdge = {
  /** Where the team stands in the list. */
  cursor: Scalars['String']['output'];
  /** The team. */
  node: Team;
};

/** A person's place in a team. */
export type TeamMember = {
  /** The id of this membership. */
  id: Scalars['ID']['output'];
  /** When the person joined the team. */
  joinedAt: Scalars['DateTime']['output'];
  /** The person. */
  user?: Maybe<User>;
};

/** What a team scored in a match. */
export type TeamScoreInput = {
  /** The score, from 0 to 1000000. */
  score: Scalars['Int']['input'];
  /** The team's id. */
  teamId: Scalars['ID']['input'];
};

/** A contest in a game, run by its staff, played by teams. */
export type Tournament = {
  /** Who is banned from it, the last banned first; for its staff, null for others. */
  bans?: Maybe<Array<TournamentBan>>;
  /** Its brackets in the order they are played: groups before play-off. */
  brackets: Array<Bracket>;
  /** Why it was called off, where it was. */
  cancelReason?: Maybe<Scalars['String']['output']>;
  /** Seats for participants. */
  capacity: Scalars['Int']['output'];
  /** The category it belongs to. */
  category: Category;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The one currency of its prices, prize and donations. */
  currency: Scalars['Currency']['output'];
  /** What it is about. */
  description: Scalars['String']['output'];
  /** When it is planned to end. */
  endsAt: Scalars['DateTime']['output'];
  /** The game it is held in. */
  game: Game;
  /** What has been changed of it, the last change first; for its staff, null for others. */
  history?: Maybe<TournamentChangeConnection>;
  /** The tournament's id. */
  id: Scalars['ID']['output'];
  /** Whether taking part is free; watching has its own price. */
  isFree: Scalars['Boolean']['output'];
  /** Its matches, those that start soonest first and those without a date last. */
  matches: MatchConnection;
  /** The caller's role in it; null for a stranger. */
  myRole?: Maybe<TournamentRole>;
  /** The team the caller plays in; null when in none. */
  myTeam?: Maybe<Team>;
  /** The tournament's name. */
  name: Scalars['String']['output'];
  /** The person who created it. */
  organizer?: Maybe<User>;
  /** Players in its teams. */
  participantCount: Scalars['Int']['output'];
  /** What a seat costs outside sale stages. */
  participantPrice: Money;
  /** What the winners get. */
  prize: Prize;
  /** Its windows of sale, in the order they open. */
  saleStages: Array<SaleStage>;
  /** The people who run it, the ADMIN first. */
  staff: Array<TournamentStaff>;
  /** How its teams stand, the best first; those of equal rank have done equally well. */
  standings: Array<Standing>;
  /** When it is planned to start. */
  startsAt: Scalars['DateTime']['output'];
  /** Where it stands in its life. */
  status: TournamentStatus;
  /** Its teams, as numbered at its creation. */
  teams: Array<Team>;
  /** What watching a match costs outside sale stages; zero is free to watch, up to a limit. */
  viewerPrice: Money;
  /** The team that has won it; null until that is decided. */
  winner?: Maybe<Team>;
};


/** A contest in a game, run by its staff, played by teams. */
export type TournamentHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A contest in a game, run by its staff, played by teams. */
export type TournamentMatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<MatchStatus>>;
};

/** That a person takes no part in a tournament any more: neither in its teams, nor by its tickets. */
export type TournamentBan = {
  /** Who imposed it. */
  by?: Maybe<User>;
  /** When it was imposed. */
  createdAt: Scalars['DateTime']['output'];
  /** The id of this ban. */
  id: Scalars['ID']['output'];
  /** Why, as its staff wrote it. */
  reason: Scalars['String']['output'];
  /** The person. */
  user?: Maybe<User>;
};

/** Something that has been changed of a tournament. */
export type TournamentChange = {
  /** What was done: UPDATED, RESCHEDULED, SUBADMIN_ADDED and so on; there may be others in time to come. */
  action: Scalars['String']['output'];
  /** When it was made. */
  at: Scalars['DateTime']['output'];
  /** Who made it; null where nobody did, as when a time has come. */
  by?: Maybe<User>;
  /** A line for each thing that was changed or named, with what it was and is where that is short. */
  detail?: Maybe<Scalars['String']['output']>;
  /** The id of this change. */
  id: Scalars['ID']['output'];
};

/** A page of what has been changed of a tournament. */
export type TournamentChangeConnection = {
  /** The changes of the page with their cursors. */
  edges: Array<TournamentChangeEdge>;
  /** The changes of the page. */
  nodes: Array<TournamentChange>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A change in a list. */
export type TournamentChangeEdge = {
  /** Where the change stands in the list. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: TournamentChange;
};

/** A page of tournaments. */
export type TournamentConnection = {
  /** The tournaments of the page with their cursors. */
  edges: Array<TournamentEdge>;
  /** The tournaments of the page. */
  nodes: Array<Tournament>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many tournaments the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A tournament in a list. */
export type TournamentEdge = {
  /** Where the tournament stands in the list. */
  cursor: Scalars['String']['output'];
  /** The tournament. */
  node: Tournament;
};

/** Which tournaments a list holds; every part given must match. */
export type TournamentFilter = {
  /** Of this category. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Held in this game. */
  gameId?: InputMaybe<Scalars['ID']['input']>;
  /** Free, or not free, to take part in. */
  isFree?: InputMaybe<Scalars['Boolean']['input']>;
  /** Created by this person. */
  organizerId?: InputMaybe<Scalars['ID']['input']>;
  /** Words of the name, accents and case folded: at most 100 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Starting after this instant. */
  startsAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Starting before this instant. */
  startsBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** In one of these statuses; an empty list does not restrict. */
  status?: InputMaybe<Array<TournamentStatus>>;
};

/** The order of a list of tournaments. */
export type TournamentOrder =
  /** The newest first. */
  | 'CREATED_AT_DESC'
  /** Those that start soonest first. */
  | 'STARTS_AT_ASC'
  /** Those that start latest first. */
  | 'STARTS_AT_DESC';

/** What a person is in a tournament. */
export type TournamentRole =
  /** Runs the tournament and appoints its staff. */
  | 'ADMIN'
  /** Plays in one of its teams. */
  | 'PARTICIPANT'
  /** Helps to run the tournament. */
  | 'SUBADMIN';

/** A person's part in running a tournament. */
export type TournamentStaff = {
  /** The id of this appointment. */
  id: Scalars['ID']['output'];
  /** ADMIN or SUBADMIN. */
  role: TournamentRole;
  /** The person. */
  user?: Maybe<User>;
};

/** Where a tournament stands in its life: PENDING, then ONGOING, then FINISHED; CANCELED from the first two. */
export type TournamentStatus =
  /** Called off. */
  | 'CANCELED'
  /** Played to its end. */
  | 'FINISHED'
  /** Under way. */
  | 'ONGOING'
  /** Announced, not started. */
  | 'PENDING';

/** What to change in a tournament; what is left out stays. */
export type UpdateTournamentInput = {
  /** What it is about: 1 to 5000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The name: 3 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What the winners get, in the tournament's currency. */
  prize?: InputMaybe<PrizeInput>;
  /** The tournament's id. */
  tournamentId: Scalars['ID']['input'];
};

/** The public face of a person. */
export type User = {
  /** The person's id. */
  id: Scalars['ID']['output'];
  /** The tournaments this person organises, the newest first. */
  organizedTournaments?: Maybe<TournamentConnection>;
  /** The teams this person plays in, the last joined first. */
  teams?: Maybe<TeamConnection>;
};


/** The public face of a person. */
export type UserOrganizedTournamentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The public face of a person. */
export type UserTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Match: Match;
  Team: Team;
  Tournament: Tournament;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Match:
    ( { __typename: 'Match' }
    & GraphQLRecursivePick<FederationTypes['Match'], {"id":true}> );
  Team:
    ( { __typename: 'Team' }
    & GraphQLRecursivePick<FederationTypes['Team'], {"id":true}> );
  Tournament:
    ( { __typename: 'Tournament' }
    & GraphQLRecursivePick<FederationTypes['Tournament'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BanFromTournamentInput: BanFromTournamentInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Bracket: ResolverTypeWrapper<BracketRow>;
  BracketFormat: BracketFormat;
  BracketPosition: ResolverTypeWrapper<BracketPosition>;
  BracketRound: ResolverTypeWrapper<PlacedRound>;
  Category: ResolverTypeWrapper<CategoryRow>;
  CorrectMatchResultInput: CorrectMatchResultInput;
  CreateCategoryInput: CreateCategoryInput;
  CreateGameInput: CreateGameInput;
  CreateMatchInput: CreateMatchInput;
  CreateTournamentInput: CreateTournamentInput;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Game: ResolverTypeWrapper<GameRow>;
  GenerateBracketInput: GenerateBracketInput;
  Match: ResolverTypeWrapper<MatchRow>;
  MatchConnection: ResolverTypeWrapper<MatchPage>;
  MatchEdge: ResolverTypeWrapper<Omit<MatchEdge, 'node'> & { node: ResolversTypes['Match'] }>;
  MatchOutcome: MatchOutcome;
  MatchStatus: MatchStatus;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Opponent: ResolverTypeWrapper<OpponentRow>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Prize: ResolverTypeWrapper<Prize>;
  PrizeInput: PrizeInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportMatchResultInput: ReportMatchResultInput;
  RescheduleMatchInput: RescheduleMatchInput;
  RescheduleTournamentInput: RescheduleTournamentInput;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SaleKind: SaleKind;
  SaleStage: ResolverTypeWrapper<StageOfTournament>;
  SaleStageInput: SaleStageInput;
  Standing: ResolverTypeWrapper<TeamStanding>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Team: ResolverTypeWrapper<TeamRow>;
  TeamConnection: ResolverTypeWrapper<TeamPage>;
  TeamEdge: ResolverTypeWrapper<Omit<TeamEdge, 'node'> & { node: ResolversTypes['Team'] }>;
  TeamMember: ResolverTypeWrapper<TeamMemberRow>;
  TeamScoreInput: TeamScoreInput;
  Tournament: ResolverTypeWrapper<TournamentRow>;
  TournamentBan: ResolverTypeWrapper<BanRow>;
  TournamentChange: ResolverTypeWrapper<ChangeRow>;
  TournamentChangeConnection: ResolverTypeWrapper<HistoryPage>;
  TournamentChangeEdge: ResolverTypeWrapper<Omit<TournamentChangeEdge, 'node'> & { node: ResolversTypes['TournamentChange'] }>;
  TournamentConnection: ResolverTypeWrapper<TournamentPage>;
  TournamentEdge: ResolverTypeWrapper<Omit<TournamentEdge, 'node'> & { node: ResolversTypes['Tournament'] }>;
  TournamentFilter: TournamentFilter;
  TournamentOrder: TournamentOrder;
  TournamentRole: TournamentRole;
  TournamentStaff: ResolverTypeWrapper<StaffRow>;
  TournamentStatus: TournamentStatus;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateTournamentInput: UpdateTournamentInput;
  User: ResolverTypeWrapper<Omit<User, 'organizedTournaments' | 'teams'> & { organizedTournaments?: Maybe<ResolversTypes['TournamentConnection']>, teams?: Maybe<ResolversTypes['TeamConnection']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BanFromTournamentInput: BanFromTournamentInput;
  ID: Scalars['ID']['output'];
  Bracket: BracketRow;
  BracketPosition: BracketPosition;
  BracketRound: PlacedRound;
  Category: CategoryRow;
  CorrectMatchResultInput: CorrectMatchResultInput;
  CreateCategoryInput: CreateCategoryInput;
  CreateGameInput: CreateGameInput;
  CreateMatchInput: CreateMatchInput;
  CreateTournamentInput: CreateTournamentInput;
  Currency: Scalars['Currency']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Game: GameRow;
  GenerateBracketInput: GenerateBracketInput;
  Match: MatchRow;
  MatchConnection: MatchPage;
  MatchEdge: Omit<MatchEdge, 'node'> & { node: ResolversParentTypes['Match'] };
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Opponent: OpponentRow;
  PageInfo: PageInfo;
  Prize: Prize;
  PrizeInput: PrizeInput;
  Query: Record<PropertyKey, never>;
  ReportMatchResultInput: ReportMatchResultInput;
  RescheduleMatchInput: RescheduleMatchInput;
  RescheduleTournamentInput: RescheduleTournamentInput;
  SafeInt: Scalars['SafeInt']['output'];
  SaleStage: StageOfTournament;
  SaleStageInput: SaleStageInput;
  Standing: TeamStanding;
  Subscription: Record<PropertyKey, never>;
  Team: TeamRow;
  TeamConnection: TeamPage;
  TeamEdge: Omit<TeamEdge, 'node'> & { node: ResolversParentTypes['Team'] };
  TeamMember: TeamMemberRow;
  TeamScoreInput: TeamScoreInput;
  Tournament: TournamentRow;
  TournamentBan: BanRow;
  TournamentChange: ChangeRow;
  TournamentChangeConnection: HistoryPage;
  TournamentChangeEdge: Omit<TournamentChangeEdge, 'node'> & { node: ResolversParentTypes['TournamentChange'] };
  TournamentConnection: TournamentPage;
  TournamentEdge: Omit<TournamentEdge, 'node'> & { node: ResolversParentTypes['Tournament'] };
  TournamentFilter: TournamentFilter;
  TournamentStaff: StaffRow;
  URL: Scalars['URL']['output'];
  UpdateTournamentInput: UpdateTournamentInput;
  User: Omit<User, 'organizedTournaments' | 'teams'> & { organizedTournaments?: Maybe<ResolversParentTypes['TournamentConnection']>, teams?: Maybe<ResolversParentTypes['TeamConnection']> } | FederationReferenceTypes['User'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheTagDirectiveArgs = {
  format: Scalars['String']['input'];
};

export type CacheTagDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheTagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type BracketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Bracket'] = ResolversParentTypes['Bracket']> = {
  drawSeed?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['BracketFormat'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rounds?: Resolver<Array<ResolversTypes['BracketRound']>, ParentType, ContextType>;
  seeds?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type BracketPositionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BracketPosition'] = ResolversParentTypes['BracketPosition']> = {
  bracketId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BracketRoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BracketRound'] = ResolversParentTypes['BracketRound']> = {
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matches?: Resolver<Array<ResolversTypes['Match']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category']> = {
  alias?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  participantLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], any> {
  name: 'Currency';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type GameResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Game'] = ResolversParentTypes['Game']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCooperative?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxPlayersPerTeam?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxTeams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  players?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match'], FederationReferenceType extends FederationReferenceTypes['Match'] = FederationReferenceTypes['Match']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Match']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bracketPosition?: Resolver<Maybe<ResolversTypes['BracketPosition']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opponents?: Resolver<Array<ResolversTypes['Opponent']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['MatchOutcome']>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MatchStatus'], ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
  winner?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type MatchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchConnection'] = ResolversParentTypes['MatchConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MatchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Match']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchEdge'] = ResolversParentTypes['MatchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Match'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addSubadmin?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationAddSubadminArgs, 'tournamentId' | 'userId'>>;
  banFromTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationBanFromTournamentArgs, 'input'>>;
  cancelMatch?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationCancelMatchArgs, 'matchId' | 'reason'>>;
  cancelTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationCancelTournamentArgs, 'reason' | 'tournamentId'>>;
  correctMatchResult?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationCorrectMatchResultArgs, 'input'>>;
  createCategory?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<MutationCreateCategoryArgs, 'input'>>;
  createGame?: Resolver<Maybe<ResolversTypes['Game']>, ParentType, ContextType, RequireFields<MutationCreateGameArgs, 'input'>>;
  createMatch?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationCreateMatchArgs, 'input'>>;
  createTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationCreateTournamentArgs, 'input'>>;
  deleteBracket?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationDeleteBracketArgs, 'bracketId'>>;
  finishTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationFinishTournamentArgs, 'tournamentId'>>;
  generateBracket?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationGenerateBracketArgs, 'input'>>;
  liftTournamentBan?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationLiftTournamentBanArgs, 'tournamentId' | 'userId'>>;
  removeSubadmin?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationRemoveSubadminArgs, 'tournamentId' | 'userId'>>;
  renameTeam?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<MutationRenameTeamArgs, 'name' | 'teamId'>>;
  reportMatchResult?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationReportMatchResultArgs, 'input'>>;
  rescheduleMatch?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationRescheduleMatchArgs, 'input'>>;
  rescheduleTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationRescheduleTournamentArgs, 'input'>>;
  setSaleStages?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationSetSaleStagesArgs, 'stages' | 'tournamentId'>>;
  startMatch?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<MutationStartMatchArgs, 'matchId'>>;
  startTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationStartTournamentArgs, 'tournamentId'>>;
  updateTournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<MutationUpdateTournamentArgs, 'input'>>;
};

export type OpponentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Opponent'] = ResolversParentTypes['Opponent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PrizeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Prize'] = ResolversParentTypes['Prize']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  categories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  games?: Resolver<Maybe<Array<ResolversTypes['Game']>>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType, RequireFields<QueryMatchArgs, 'id'>>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<QueryTeamArgs, 'id'>>;
  tournament?: Resolver<Maybe<ResolversTypes['Tournament']>, ParentType, ContextType, RequireFields<QueryTournamentArgs, 'id'>>;
  tournaments?: Resolver<Maybe<ResolversTypes['TournamentConnection']>, ParentType, ContextType, RequireFields<QueryTournamentsArgs, 'first' | 'orderBy'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SaleStageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaleStage'] = ResolversParentTypes['SaleStage']> = {
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOpen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SaleKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StandingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Standing'] = ResolversParentTypes['Standing']> = {
  drawn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  played?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  won?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  matchUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Match']>, "matchUpdated", ParentType, ContextType, RequireFields<SubscriptionMatchUpdatedArgs, 'tournamentId'>>;
  tournamentUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Tournament']>, "tournamentUpdated", ParentType, ContextType, RequireFields<SubscriptionTournamentUpdatedArgs, 'tournamentId'>>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team'], FederationReferenceType extends FederationReferenceTypes['Team'] = FederationReferenceTypes['Team']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Team']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFull?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxMembers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['TeamMember']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tournament?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type TeamConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamConnection'] = ResolversParentTypes['TeamConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TeamEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TeamEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamEdge'] = ResolversParentTypes['TeamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
};

export type TeamMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamMember'] = ResolversParentTypes['TeamMember']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type TournamentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tournament'] = ResolversParentTypes['Tournament'], FederationReferenceType extends FederationReferenceTypes['Tournament'] = FederationReferenceTypes['Tournament']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Tournament']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bans?: Resolver<Maybe<Array<ResolversTypes['TournamentBan']>>, ParentType, ContextType>;
  brackets?: Resolver<Array<ResolversTypes['Bracket']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  game?: Resolver<ResolversTypes['Game'], ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['TournamentChangeConnection']>, ParentType, ContextType, RequireFields<TournamentHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFree?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<TournamentMatchesArgs, 'first'>>;
  myRole?: Resolver<Maybe<ResolversTypes['TournamentRole']>, ParentType, ContextType>;
  myTeam?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organizer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  participantCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  participantPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  prize?: Resolver<ResolversTypes['Prize'], ParentType, ContextType>;
  saleStages?: Resolver<Array<ResolversTypes['SaleStage']>, ParentType, ContextType>;
  staff?: Resolver<Array<ResolversTypes['TournamentStaff']>, ParentType, ContextType>;
  standings?: Resolver<Array<ResolversTypes['Standing']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TournamentStatus'], ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  viewerPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  winner?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type TournamentBanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentBan'] = ResolversParentTypes['TournamentBan']> = {
  by?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type TournamentChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentChange'] = ResolversParentTypes['TournamentChange']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TournamentChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentChangeConnection'] = ResolversParentTypes['TournamentChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TournamentChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TournamentChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TournamentChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentChangeEdge'] = ResolversParentTypes['TournamentChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TournamentChange'], ParentType, ContextType>;
};

export type TournamentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentConnection'] = ResolversParentTypes['TournamentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TournamentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Tournament']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TournamentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentEdge'] = ResolversParentTypes['TournamentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tournament'], ParentType, ContextType>;
};

export type TournamentStaffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TournamentStaff'] = ResolversParentTypes['TournamentStaff']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['TournamentRole'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  organizedTournaments?: Resolver<Maybe<ResolversTypes['TournamentConnection']>, ParentType, ContextType, RequireFields<UserOrganizedTournamentsArgs, 'first'>>;
  teams?: Resolver<Maybe<ResolversTypes['TeamConnection']>, ParentType, ContextType, RequireFields<UserTeamsArgs, 'first'>>;
};

export type Resolvers<ContextType = Context> = {
  Bracket?: BracketResolvers<ContextType>;
  BracketPosition?: BracketPositionResolvers<ContextType>;
  BracketRound?: BracketRoundResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Game?: GameResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  MatchConnection?: MatchConnectionResolvers<ContextType>;
  MatchEdge?: MatchEdgeResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Opponent?: OpponentResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Prize?: PrizeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SaleStage?: SaleStageResolvers<ContextType>;
  Standing?: StandingResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  TeamConnection?: TeamConnectionResolvers<ContextType>;
  TeamEdge?: TeamEdgeResolvers<ContextType>;
  TeamMember?: TeamMemberResolvers<ContextType>;
  Tournament?: TournamentResolvers<ContextType>;
  TournamentBan?: TournamentBanResolvers<ContextType>;
  TournamentChange?: TournamentChangeResolvers<ContextType>;
  TournamentChangeConnection?: TournamentChangeConnectionResolvers<ContextType>;
  TournamentChangeEdge?: TournamentChangeEdgeResolvers<ContextType>;
  TournamentConnection?: TournamentConnectionResolvers<ContextType>;
  TournamentEdge?: TournamentEdgeResolvers<ContextType>;
  TournamentStaff?: TournamentStaffResolvers<ContextType>;
  URL?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  cacheTag?: CacheTagDirectiveResolver<any, any, ContextType>;
};
