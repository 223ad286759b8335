import type { StageSettings, Status } from 'brackets-model';
import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { tournaments } from './tournaments.ts';
import { instant } from './columns.ts';

export const bracketFormat = pgEnum('bracket_format', [
  'SINGLE_ELIMINATION',
  'DOUBLE_ELIMINATION',
  'ROUND_ROBIN',
  'SWISS',
]);

/** What the library for brackets keeps of one side of a match. */
export type BracketSide = {
  id: string | null;
  position?: number;
  score?: number;
  forfeit?: boolean;
  result?: 'win' | 'draw' | 'loss';
};

/** The brackets of a tournament, in the order they are played. */
export const brackets = pgTable(
  'brackets',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    /** where it stands among the tournament's brackets, from 1 */
    number: integer().notNull(),
    name: text().notNull(),
    /** the name with its case folded */
    nameKey: text().notNull(),
    format: bracketFormat().notNull(),
    /** the teams that play in it, the best first */
    seedTeamIds: uuid().array().notNull(),
    /** what the order of the teams was drawn from; null where it was given */
    drawSeed: text(),
    /** how many rounds are played; of SWISS ones */
    roundCount: integer(),
    /** how the library for brackets has laid it out */
    settings: jsonb().$type<StageSettings>().notNull(),
    createdAt: instant().notNull(),
    creatorId: uuid().notNull(),
    idempotencyKey: text(),
    /** tells whether a repeated key came with the same input */
    inputHash: text(),
  },
  (table) => [
    uniqueIndex('brackets_idempotency_key').on(table.creatorId, table.idempotencyKey),
    uniqueIndex('brackets_number').on(table.tournamentId, table.number),
    uniqueIndex('brackets_name').on(table.tournamentId, table.nameKey),
  ],
);

/** The parts of a bracket, such as its winners' and its losers' side. */
export const bracketGroups = pgTable(
  'bracket_groups',
  {
    id: uuid().primaryKey(),
    bracketId: uuid()
      .notNull()
      .references(() => brackets.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
  },
  (table) => [uniqueIndex('bracket_groups_number').on(table.bracketId, table.number)],
);

export const bracketRounds = pgTable(
  'bracket_rounds',
  {
    id: uuid().primaryKey(),
    bracketId: uuid()
      .notNull()
      .references(() => brackets.id, { onDelete: 'cascade' }),
    groupId: uuid()
      .notNull()
      .references(() => bracketGroups.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
  },
  (table) => [
    uniqueIndex('bracket_rounds_number').on(table.groupId, table.number),
    index('bracket_rounds_bracket').on(table.bracketId),
  ],
);

/**
 * The slots of a bracket, each with two sides. One whose sides are both teams, known or not, is played as the match
 * with the same id; one with an empty side is a bye, which no match stands for.
 */
export const bracketMatches = pgTable(
  'bracket_matches',
  {
    id: uuid().primaryKey(),
    bracketId: uuid()
      .notNull()
      .references(() => brackets.id, { onDelete: 'cascade' }),
    groupId: uuid()
      .notNull()
      .references(() => bracketGroups.id, { onDelete: 'cascade' }),
    roundId: uuid()
      .notNull()
      .references(() => bracketRounds.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    /** where it stands, as the library for brackets numbers it */
    status: integer().$type<Status>().notNull(),
    opponent1: jsonb().$type<BracketSide>(),
    opponent2: jsonb().$type<BracketSide>(),
  },
  (table) => [
    uniqueIndex('bracket_matches_number').on(table.roundId, table.number),
    index('bracket_matches_group').on(table.groupId),
    index('bracket_matches_bracket').on(table.bracketId),
  ],
);

export type BracketRow = typeof brackets.$inferSelect;
export type BracketGroupRow = typeof bracketGroups.$inferSelect;
export type BracketRoundRow = typeof bracketRounds.$inferSelect;
export type BracketMatchRow = typeof bracketMatches.$inferSelect;
export type BracketFormat = BracketRow['format'];
