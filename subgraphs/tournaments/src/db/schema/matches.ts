import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { tournaments } from './tournaments.ts';
import { teams } from './teams.ts';
import { bracketRounds } from './brackets.ts';
import { instant } from './columns.ts';

export const matchStatus = pgEnum('match_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const matchOutcome = pgEnum('match_outcome', ['PLAYED', 'DRAW', 'FORFEIT', 'DISQUALIFICATION']);

/** When a match starts as its lists are ordered: those without a date come last. */
export const startOrNever = ({ startsAt }: { startsAt: AnyPgColumn }) =>
  sql`coalesce(${startsAt}, 'infinity'::timestamptz)`;

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
    /** null while a round of a bracket has no date yet */
    startsAt: instant(),
    /** how it ended; null until it is FINISHED */
    outcome: matchOutcome(),
    /** the round of a bracket that it is part of */
    roundId: uuid().references(() => bracketRounds.id, { onDelete: 'set null' }),
    /** where it stands in that round, from 1 */
    numberInRound: integer(),
    creatorId: uuid().notNull(),
    idempotencyKey: text(),
    /** tells whether a repeated key came with the same input */
    inputHash: text(),
  },
  (table) => [
    index('matches_starts_at').on(table.tournamentId, startOrNever(table), table.id),
    index('matches_status').on(table.tournamentId, table.status, startOrNever(table), table.id),
    uniqueIndex('matches_idempotency_key').on(table.creatorId, table.idempotencyKey),
    unique('matches_within_tournament').on(table.id, table.tournamentId),
    index('matches_round').on(table.roundId, table.numberInRound),
    index('matches_pending_starts_at')
      .on(table.startsAt)
      .where(sql`status = 'PENDING'`),
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
    /** null while a bracket has not told it yet */
    teamId: uuid(),
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

/** Of which matches it has been told, on which day, that they take place. */
export const matchReminders = pgTable(
  'match_reminders',
  {
    matchId: uuid()
      .notNull()
      .references(() => matches.id, { onDelete: 'cascade' }),
    /** the day in the time zone of the platform */
    on: date().notNull(),
  },
  (table) => [primaryKey({ columns: [table.matchId, table.on] })],
);

export type MatchRow = typeof matches.$inferSelect;
export type OpponentRow = typeof matchOpponents.$inferSelect;
export type MatchStatus = MatchRow['status'];
export type MatchOutcome = NonNullable<MatchRow['outcome']>;
