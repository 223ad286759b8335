import type { Kind } from './kinds.ts';

type Money = { amountMinor: number; currency: string };
type TicketType = 'PARTICIPANT' | 'VIEWER';
/** An instant as RFC 3339. */
type Instant = string;
type Nothing = Record<string, never>;

/**
 * What is kept of what somebody is told, by its kind: facts of the moment, from which its text is made whenever it is
 * shown. Never a token, a code or an address.
 */
export type ParamsOf = {
  WELCOME: Nothing;
  EMAIL_VERIFICATION: { requestId: string };
  PASSWORD_RESET: { requestId: string };
  SECURITY: { cause: 'PASSWORD_CHANGED' | 'SUSPENDED' };
  TICKET_ISSUED: { type: TicketType; isTransferred: boolean };
  TICKET_OFFERED: { expiresAt: Instant };
  TICKET_CANCELED: { type: TicketType; reason: string };
  PAYMENT_FAILED: Money & { reason: string };
  PAYMENT_REFUNDED: Money & { reason: string };
  DONATION_CONFIRMED: Money;
  DONATION_RECEIVED: Money;
  TOURNAMENT_CREATED: { startsAt: Instant };
  /** `dates` where those have changed: the newest, by their revision */
  TOURNAMENT_UPDATED: { dates: { startsAt: Instant; revision: number } | null };
  TOURNAMENT_CANCELED: Nothing;
  STAFF_ADDED: { role: 'ADMIN' | 'SUBADMIN' };
  /** `on`: the day, as 2026-11-25 */
  MATCH_REMINDER: { on: string; startsAt: Instant | null };
  MATCH_RESCHEDULED: { startsAt: Instant };
  MATCH_CANCELED: Nothing;
  /** `winner`: the name of the team, null where none has won or it was not told */
  MATCH_WINNER: { winnerTeamId: string | null; winner: string | null; isCorrected: boolean };
  STREAM_STARTED: Nothing;
  KICKED: { reason: string | null };
  ANNOUNCEMENT: { title: string; body: string };
};

/** A kind with what is kept of it. */
export type Fact = { [K in Kind]: { kind: K; params: ParamsOf[K] } }[Kind];
