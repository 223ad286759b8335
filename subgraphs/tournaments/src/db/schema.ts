import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

export { inbox, outbox } from '@arena/events';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });
const amountMinor = () => bigint({ mode: 'number' });

export const tournamentStatus = pgEnum('tournament_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const staffRole = pgEnum('staff_role', ['ADMIN', 'SUBADMIN']);
export const saleKind = pgEnum('sale_kind', ['PARTICIPANT', 'VIEWER']);
export const matchStatus = pgEnum('match_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const matchOutcome = pgEnum('match_outcome', ['PLAYED', 'DRAW', 'FORFEIT', 'DISQUALIFICATION']);

export const categories = pgTable(
  'categories',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    alias: text().notNull(),
    participantLimit: integer().notNull(),
  },
  (table) => [uniqueIndex('categories_code').on(table.code)],
);

export const games = pgTable(
  'games',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    players: integer().notNull(),
    maxTeams: integer().notNull(),
    maxPlayersPerTeam: integer().notNull(),
    isCooperative: boolean().notNull(),
  },
  (table) => [uniqueIndex('games_code').on(table.code)],
);

export const tournaments = pgTable(
  'tournaments',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** the name, accents and case folded */
    searchName: text().notNull(),
    description: text().notNull(),
    status: tournamentStatus().notNull(),
    cancelReason: text(),
    isFree: boolean().notNull(),
    currency: text().notNull(),
    categoryId: uuid()
      .notNull()
      .references(() => categories.id),
    gameId: uuid()
      .notNull()
      .references(() => games.id),
    prizeDescription: text().notNull(),
    prizeTotalMinor: amountMinor().notNull(),
    participantPriceMinor: amountMinor().notNull(),
    viewerPriceMinor: amountMinor().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: instant().notNull(),
    capacity: integer().notNull(),
    organizerId: uuid().notNull(),
    idempotencyKey: text(),
    /** tells whether a repeated key came with the same input */
    inputHash: text(),
    /** rises with every change of the staff */
    staffRevision: integer().notNull().default(0),
    /** rises with every change of the dates */
    scheduleRevision: integer().notNull().default(0),
    /** rises with every ban and every lifting of one */
    banRevision: integer().notNull().default(0),
  },
  (table) => [
    index('tournaments_starts_at').on(table.startsAt, table.id),
    index('tournaments_created_at').on(table.createdAt, table.id),
    index('tournaments_organizer').on(table.organizerId, table.createdAt, table.id),
    index('tournaments_status').on(table.status, table.startsAt, table.id),
    index('tournaments_game').on(table.gameId, table.startsAt, table.id),
    index('tournaments_category').on(table.categoryId, table.startsAt, table.id),
    index('tournaments_search').using('gin', table.searchName.op('gin_trgm_ops')),
    uniqueIndex('tournaments_idempotency_key').on(table.organizerId, table.idempotencyKey),
    check('tournaments_dates', sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

export const saleStages = pgTable(
  'sale_stages',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    kind: saleKind().notNull(),
    priceMinor: amountMinor().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    quantity: integer(),
  },
  (table) => [
    index('sale_stages_tournament').on(table.tournamentId),
    check('sale_stages_dates', sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

export const tournamentStaff = pgTable(
  'tournament_staff',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    role: staffRole().notNull(),
  },
  (table) => [
    uniqueIndex('tournament_staff_user').on(table.tournamentId, table.userId),
    uniqueIndex('tournament_staff_admin')
      .on(table.tournamentId)
      .where(sql`role = 'ADMIN'`),
  ],
);

/** Who is banned from a tournament, and why; a lifted ban is gone. */
export const tournamentBans = pgTable(
  'tournament_bans',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    reason: text().notNull(),
    bannedById: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('tournament_bans_user').on(table.tournamentId, table.userId)],
);

/** What its staff and players have changed of a tournament. */
export const tournamentChanges = pgTable(
  'tournament_changes',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    /** null where nobody did it, as when a time has come */
    byId: uuid(),
    action: text().notNull(),
    detail: text(),
  },
  (table) => [index('tournament_changes_order').on(table.tournamentId, table.at, table.id)],
);

export const teams = pgTable(
  'teams',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: text().notNull(),
    /** the name with its case folded */
    nameKey: text().notNull(),
    maxMembers: integer().notNull(),
  },
  (table) => [
    uniqueIndex('teams_number').on(table.tournamentId, table.number),
    uniqueIndex('teams_name').on(table.tournamentId, table.nameKey),
    unique('teams_within_tournament').on(table.id, table.tournamentId),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    id: uuid().primaryKey(),
    teamId: uuid().notNull(),
    /** the team's tournament, so that nobody gets a second team of it */
    tournamentId: uuid().notNull(),
    userId: uuid().notNull(),
    /** the ticket that gives the place */
    ticketId: uuid().notNull(),
    joinedAt: instant().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'team_members_team',
      columns: [table.teamId, table.tournamentId],
      foreignColumns: [teams.id, teams.tournamentId],
    }).onDelete('cascade'),
    uniqueIndex('team_members_ticket').on(table.ticketId),
    uniqueIndex('team_members_once').on(table.tournamentId, table.userId),
    index('team_members_order').on(table.teamId, table.joinedAt, table.id),
    index('team_members_user').on(table.userId, table.joinedAt, table.id),
  ],
);

export const matches = pgTable(
  'matches',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    status: matchStatus().notNull(),
    cancelReason: text(),
    startsAt: instant().notNull(),
    /** how it ended; null until it is FINISHED */
    outcome: matchOutcome(),
    creatorId: uuid().notNull(),
    idempotencyKey: text(),
    /** tells whether a repeated key came with the same input */
    inputHash: text(),
  },
  (table) => [
    index('matches_starts_at').on(table.tournamentId, table.startsAt, table.id),
    index('matches_status').on(table.tournamentId, table.status, table.startsAt, table.id),
    uniqueIndex('matches_idempotency_key').on(table.creatorId, table.idempotencyKey),
    unique('matches_within_tournament').on(table.id, table.tournamentId),
  ],
);

/** The teams that meet in a match, each once. */
export const matchOpponents = pgTable(
  'match_opponents',
  {
    id: uuid().primaryKey(),
    matchId: uuid().notNull(),
    /** the tournament of the match, which the team must be of */
    tournamentId: uuid().notNull(),
    teamId: uuid().notNull(),
    /** where it stands among the opponents, from 1 */
    position: integer().notNull(),
    score: integer(),
    isWinner: boolean().notNull().default(false),
  },
  (table) => [
    foreignKey({
      name: 'match_opponents_match',
      columns: [table.matchId, table.tournamentId],
      foreignColumns: [matches.id, matches.tournamentId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'match_opponents_team',
      columns: [table.teamId, table.tournamentId],
      foreignColumns: [teams.id, teams.tournamentId],
    }).onDelete('cascade'),
    uniqueIndex('match_opponents_once').on(table.matchId, table.teamId),
    uniqueIndex('match_opponents_position').on(table.matchId, table.position),
    uniqueIndex('match_opponents_winner')
      .on(table.matchId)
      .where(sql`is_winner`),
    index('match_opponents_team_matches').on(table.teamId),
  ],
);

/** What is known of the participant tickets that were issued, passed on or ended. */
export const participantTickets = pgTable(
  'participant_tickets',
  {
    ticketId: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    /** its first owner; null until its issue is told of */
    issuedTo: uuid(),
    endedAt: instant(),
    /** whose it is; null once it has ended, and while what is known of it has gaps */
    holderId: uuid(),
  },
  (table) => [index('participant_tickets_tournament').on(table.tournamentId)],
);

/** Each time that a participant ticket passed from one person to another, in no order. */
export const ticketTransfers = pgTable(
  'ticket_transfers',
  {
    id: uuid().primaryKey(),
    ticketId: uuid()
      .notNull()
      .references(() => participantTickets.ticketId, { onDelete: 'cascade' }),
    fromUserId: uuid().notNull(),
    toUserId: uuid().notNull(),
  },
  (table) => [index('ticket_transfers_ticket').on(table.ticketId)],
);

export type CategoryRow = typeof categories.$inferSelect;
export type GameRow = typeof games.$inferSelect;
export type TournamentRow = typeof tournaments.$inferSelect;
export type SaleStageRow = typeof saleStages.$inferSelect;
export type StaffRow = typeof tournamentStaff.$inferSelect;
export type BanRow = typeof tournamentBans.$inferSelect;
export type ChangeRow = typeof tournamentChanges.$inferSelect;
export type TeamRow = typeof teams.$inferSelect;
export type TeamMemberRow = typeof teamMembers.$inferSelect;
export type MatchRow = typeof matches.$inferSelect;
export type OpponentRow = typeof matchOpponents.$inferSelect;
export type ParticipantTicketRow = typeof participantTickets.$inferSelect;
export type TicketTransferRow = typeof ticketTransfers.$inferSelect;
export type TournamentStatus = TournamentRow['status'];
export type StaffRole = StaffRow['role'];
export type SaleKind = SaleStageRow['kind'];
export type MatchStatus = MatchRow['status'];
export type MatchOutcome = NonNullable<MatchRow['outcome']>;
