import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { categories, games } from './catalogue.ts';
import { amountMinor, instant } from './columns.ts';

export const tournamentStatus = pgEnum('tournament_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const staffRole = pgEnum('staff_role', ['ADMIN', 'SUBADMIN']);
export const saleKind = pgEnum('sale_kind', ['PARTICIPANT', 'VIEWER']);

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
    /** rises with every change of the name, the description or the prize */
    detailsRevision: integer().notNull().default(0),
    /** rises with every change of the dates */
    scheduleRevision: integer().notNull().default(0),
    /** rises with every ban and every lifting of one */
    banRevision: integer().notNull().default(0),
    /** since when its teams are settled: nobody buys a seat or joins a team any more; null before */
    rosterClosedAt: instant(),
  },
  (table) => [
    index('tournaments_starts_at').on(table.startsAt, table.id),
    index('tournaments_created_at').on(table.createdAt, table.id),
    index('tournaments_organizer').on(table.organizerId, table.createdAt, table.id),
    index('tournaments_status').on(table.status, table.startsAt, table.id),
    index('tournaments_status_created_at').on(table.status, table.createdAt, table.id),
    index('tournaments_game').on(table.gameId, table.status, table.startsAt, table.id),
    index('tournaments_game_created_at').on(table.gameId, table.status, table.createdAt, table.id),
    index('tournaments_category').on(table.categoryId, table.status, table.startsAt, table.id),
    index('tournaments_category_created_at').on(table.categoryId, table.status, table.createdAt, table.id),
    index('tournaments_free').on(table.isFree, table.startsAt, table.id),
    index('tournaments_pending_ends_at')
      .on(table.endsAt)
      .where(sql`status = 'PENDING'`),
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

export type TournamentRow = typeof tournaments.$inferSelect;
export type SaleStageRow = typeof saleStages.$inferSelect;
export type StaffRow = typeof tournamentStaff.$inferSelect;
export type BanRow = typeof tournamentBans.$inferSelect;
export type ChangeRow = typeof tournamentChanges.$inferSelect;
export type TournamentStatus = TournamentRow['status'];
export type StaffRole = StaffRow['role'];
export type SaleKind = SaleStageRow['kind'];
