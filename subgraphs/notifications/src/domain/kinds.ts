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

/** How somebody is told of a kind. */
export type Channels = { inApp: boolean; email: boolean };

/** Those that nobody has asked for by what they did: told by e-mail only to whoever wishes so. */
const IN_APP_ALONE: ReadonlySet<Kind> = new Set([
  'TOURNAMENT_CREATED',
  'TOURNAMENT_UPDATED',
  'DONATION_RECEIVED',
  'MATCH_WINNER',
  'STREAM_STARTED',
  'KICKED',
]);

/** How everybody is told of a kind who has not chosen otherwise. A forgotten password is of no use within the app. */
export const channelsByDefault = (kind: Kind): Channels => ({
  inApp: kind !== 'PASSWORD_RESET',
  email: !IN_APP_ALONE.has(kind),
});

/** Whether each person who is told of it in the app has it by themselves: what is told to everybody is kept once. */
export const isKeptForEach = (kind: Kind): boolean =>
  kind !== 'TOURNAMENT_CREATED' && channelsByDefault(kind).inApp;

/** In which order mails go that wait: those that keep accounts safe, what one person is told, what many are told. */
export const LANES = [0, 1, 2] as const;

type Lane = (typeof LANES)[number];

/** The lane of a mail: none that somebody waits for stands behind those to many, of whatever kind they are. */
export const laneOf = (kind: Kind, { isToMany }: { isToMany: boolean }): Lane => {
  if (isSecurityKind(kind)) return 0;
  return isToMany ? 2 : 1;
};
