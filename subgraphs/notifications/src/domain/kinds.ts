/** What people are told of. */
export const KINDS = [
  'WELCOME',
  'EMAIL_VERIFICATION',
  'PASSWORD_RESET',
  'SECURITY',
  'TICKET_ISSUED',
  'TICKET_OFFERED',
  'TICKET_CANCELED',
  'PAYMENT_FAILED',
  'PAYMENT_REFUNDED',
  'DONATION_CONFIRMED',
  'DONATION_RECEIVED',
  'TOURNAMENT_CREATED',
  'TOURNAMENT_UPDATED',
  'TOURNAMENT_CANCELED',
  'STAFF_ADDED',
  'MATCH_REMINDER',
  'MATCH_RESCHEDULED',
  'MATCH_CANCELED',
  'MATCH_WINNER',
  'STREAM_STARTED',
  'KICKED',
  'ANNOUNCEMENT',
] as const;

export type Kind = (typeof KINDS)[number];

/** Those by which an account is kept safe: nobody can do without their mails, and none of them can be unsubscribed from. */
const SECURITY_KINDS: ReadonlySet<Kind> = new Set(['EMAIL_VERIFICATION', 'PASSWORD_RESET', 'SECURITY']);

export const isSecurityKind = (kind: Kind): boolean => SECURITY_KINDS.has(kind);

/** Those that go to many who have not asked for them one by one: only to addresses known to be their owners'. */
const MASS_KINDS: ReadonlySet<Kind> = new Set(['TOURNAMENT_CREATED', 'ANNOUNCEMENT']);

export const isMassKind = (kind: Kind): boolean => MASS_KINDS.has(kind);
