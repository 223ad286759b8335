import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

export { inbox, outbox } from '@arena/events';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });
const amountMinor = () => bigint({ mode: 'number' });

export const tournamentStatus = pgEnum('tournament_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const staffRole = pgEnum('staff_role', ['ADMIN', 'SUBADMIN']);
export const ticketType = pgEnum('ticket_type', ['PARTICIPANT', 'VIEWER']);
export const ticketStatus = pgEnum('ticket_status', [
  'GENERATED',
  'RESERVED',
  'ACTIVE',
  'SUSPENDED',
  'USED',
  'CANCELED',
]);
export const matchEnd = pgEnum('match_end', ['FINISHED', 'CANCELED']);
export const disputeOutcome = pgEnum('dispute_outcome', ['OPEN', 'WON', 'LOST', 'LOST_IN_PART']);
export const offerStatus = pgEnum('offer_status', ['OPEN', 'ACCEPTED', 'WITHDRAWN', 'EXPIRED']);

/** What events have told of each tournament, in whatever order; null is what they have not told yet. */
export const tournaments = pgTable('tournaments', {
  id: uuid().primaryKey(),
  status: tournamentStatus().notNull(),
  organizerId: uuid(),
  currency: text(),
  participantPriceMinor: amountMinor(),
  viewerPriceMinor: amountMinor(),
  startsAt: instant(),
  endsAt: instant(),
  /** null until its tickets exist */
  capacity: integer(),
  /** of the dates; null while they are those it was created with */
  datesRevision: integer(),
  /** of the staff; null while it is the one it was created with */
  staffRevision: integer(),
  /** whether its teams are settled, which closes the participant sale before the start */
  rosterClosed: boolean().notNull().default(false),
});

const tournamentId = () =>
  uuid()
    .notNull()
    .references(() => tournaments.id);

export const tournamentStaff = pgTable(
  'tournament_staff',
  { tournamentId: tournamentId(), userId: uuid().notNull(), role: staffRole().notNull() },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/** What events have told of each person's ban from a tournament, in whatever order. */
export const tournamentBans = pgTable(
  'tournament_bans',
  {
    tournamentId: tournamentId(),
    userId: uuid().notNull(),
    /** false once it has been lifted */
    isBanned: boolean().notNull(),
    /** of the bans, as the newest event about this person has it */
    revision: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/** The matches that are over, as events have told; of the others nothing needs to be known. */
export const endedMatches = pgTable('ended_matches', { id: uuid().primaryKey(), end: matchEnd().notNull() });

/** What has been told of the money of each checkout, in whatever order, and what was answered to it. */
export const checkouts = pgTable('checkouts', {
  id: uuid().primaryKey(),
  /** why no ticket could be issued for it, once that has been told */
  unavailableReason: text(),
  isRefunded: boolean().notNull().default(false),
  /** how its disputes stand; null while there is none */
  dispute: disputeOutcome(),
  /** of the disputes, as the newest event about them has it */
  disputeRevision: integer().notNull().default(0),
});

export const tickets = pgTable(
  'tickets',
  {
    id: uuid().primaryKey(),
    type: ticketType().notNull(),
    status: ticketStatus().notNull(),
    tournamentId: tournamentId(),
    /** of viewer tickets */
    matchId: uuid(),
    /** whom it belongs to or is held for */
    ownerId: uuid(),
    checkoutId: uuid(),
    priceMinor: amountMinor().notNull(),
    currency: text().notNull(),
    code: text(),
    /** when a RESERVED ticket is free again; null when its hold does not lapse */
    holdUntil: instant(),
    /** since when it has belonged to its owner or been held for them */
    heldSince: instant(),
    issuedAt: instant(),
    checkedInAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('tickets_participant_once')
      .on(table.ownerId, table.tournamentId)
      .where(sql`type = 'PARTICIPANT' and status in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED')`),
    uniqueIndex('tickets_viewer_once')
      .on(table.ownerId, table.matchId)
      .where(sql`type = 'VIEWER' and status in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED')`),
    uniqueIndex('tickets_code').on(table.code),
    uniqueIndex('tickets_checkout').on(table.checkoutId),
    index('tickets_free')
      .on(table.tournamentId, table.id)
      .where(sql`type = 'PARTICIPANT' and status in ('GENERATED', 'RESERVED')`),
    index('tickets_status').on(table.tournamentId, table.type, table.status, table.id),
    index('tickets_match')
      .on(table.matchId, table.status)
      .where(sql`type = 'VIEWER'`),
    index('tickets_owner').on(table.ownerId, table.heldSince, table.id),
    check('tickets_match', sql`(${table.type} = 'VIEWER') = (${table.matchId} is not null)`),
    check(
      'tickets_owned',
      sql`${table.status} not in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED') or ${table.ownerId} is not null`,
    ),
    check('tickets_held', sql`(${table.ownerId} is null) = (${table.heldSince} is null)`),
    check(
      'tickets_issued',
      sql`${table.status} not in ('ACTIVE', 'SUSPENDED', 'USED') or (${table.code} is not null and ${table.issuedAt} is not null)`,
    ),
  ],
);

export const ticketOffers = pgTable(
  'ticket_offers',
  {
    id: uuid().primaryKey(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    tournamentId: tournamentId(),
    fromUserId: uuid().notNull(),
    toUserId: uuid().notNull(),
    status: offerStatus().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('ticket_offers_open')
      .on(table.ticketId)
      .where(sql`status = 'OPEN'`),
    index('ticket_offers_addressee')
      .on(table.toUserId, table.createdAt, table.id)
      .where(sql`status = 'OPEN'`),
    index('ticket_offers_tournament')
      .on(table.tournamentId)
      .where(sql`status = 'OPEN'`),
  ],
);

export type TournamentRow = typeof tournaments.$inferSelect;
export type StaffRole = typeof tournamentStaff.$inferSelect.role;
export type TicketRow = typeof tickets.$inferSelect;
export type TicketType = TicketRow['type'];
export type TicketStatus = TicketRow['status'];
export type CheckoutRow = typeof checkouts.$inferSelect;
export type MatchEnd = typeof endedMatches.$inferSelect.end;
export type OfferRow = typeof ticketOffers.$inferSelect;
