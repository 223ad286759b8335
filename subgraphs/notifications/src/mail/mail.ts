import type { Fact } from '../domain/params.ts';
import type { Locale, Names } from '../domain/texts/text.ts';

/** A match of which a person is reminded. */
export type ReminderMatch = Names & {
  id: string;
  /** null where no date has been told */
  startsAt: Date | null;
};

/** A mail as it stands in the queue: what it tells of, and whom. */
export type QueuedMail = Fact & {
  /** the same at each try: the Message-ID is made of it, and the name of the file */
  id: string;
  userId: string;
  /** what it tells of; a person gets one mail for each */
  eventKey: string;
  tournamentId: string | null;
  matchId: string | null;
  ticketId: string | null;
  queuedAt: Date;
};

/** A mail with all that its text is made of, gathered anew at each try. */
export type RenderableMail = QueuedMail & {
  names: Names;
  /** of a MATCH_REMINDER: all matches of the person on that day, in their order; otherwise empty */
  matches: readonly ReminderMatch[];
  /** the token of an EMAIL_VERIFICATION or a PASSWORD_RESET, the code of a TICKET_ISSUED; otherwise null. Not to be logged. */
  secret: string | null;
  /** where mails of this kind are turned off with one click (RFC 8058); null for those that cannot be */
  unsubscribeUrl: string | null;
};

/** How a person is reached. */
export type Contact = { userId: string; email: string; displayName: string; locale: Locale };

/**
 * What has become of a mail: SENT once the server has taken it over; parked where it never will; to be tried again in
 * any other case. Reasons are short, for whoever runs the platform.
 */
export type Outcome = 'SENT' | { parked: string } | Retry;

/** `isServerAway` where that says nothing of the mail: no other could have been handed over. */
type Retry = { retry: string; isServerAway?: true };

/** Renders mails and hands them over. Several may be sent at once. */
export type Mailer = {
  /** Never throws for what is wrong with a server, a connection or an address: that is an outcome. */
  send: (mail: RenderableMail, to: Contact) => Promise<Outcome>;
  /** Lets go of its connections, once no mail is under way or that has taken too long. */
  close: () => Promise<void>;
};

/** How mails leave, and what stands in them. */
export type MailSettings = {
  /** by SMTP where it is given; otherwise as files in `mailDir` */
  smtpUrl: string | undefined;
  mailDir: string | undefined;
  /** as `Arena <no-reply@arena.example>` */
  from: string;
  /** mails handed over per second at most */
  ratePerSecond: number;
  /** what the links to verify an address and to set a password begin with */
  webUrl: string;
  /** in which instants are told, as America/Bogota */
  timeZone: string;
};
