import type { EventAdapters, EventBus, Transact } from '@arena/events';
import type { LiveAdapters } from '@arena/live';
import type { Database } from '@arena/subgraph-kit';
import type * as schema from './db/schema.ts';
import type { Kind } from './domain/kinds.ts';
import type { Mailer } from './mail/mail.ts';

/** What every use case of the subgraph works with. */
export type App = Pick<LiveAdapters, 'now' | 'logger' | 'live' | 'tracer'> & {
  db: Database<typeof schema>;
  transact: Transact<typeof schema>;
  /** asks other domains */
  bus: EventBus;
  mailer: Mailer;
  /** Counts what has become of a try to send a mail. */
  countMail: (outcome: 'sent' | 'retried' | 'parked') => void;
  settings: Settings;
  /** The address at which somebody turns mails of a kind off. */
  unsubscribeUrl: (userId: string, kind: Kind) => string;
  /** Has each kind of work be done when the next of it is due, and not before a time, instead of at the next look. */
  wake: Record<Work, (notBefore?: Date) => void>;
  /** whether the process ends: then nothing is begun that can wait */
  isStopping: () => boolean;
  failpoint: NonNullable<EventAdapters['failpoint']>;
};

/** What is done beside the requests as it becomes due. */
export type Work = 'fanOuts' | 'mails';

/** What whoever runs the platform decides. */
export type Settings = {
  /** in which instants are told, as America/Bogota */
  timeZone: string;
  /** how long the changes of a tournament are gathered into one notification */
  updateWindowMs: number;
  /** how long the reminders of a day are gathered into one mail */
  reminderWindowMs: number;
  /** how long a mail that is under way is left to whoever took it */
  mailLeaseMs: number;
  /** how many mails are taken at a time */
  mailsAtOnce: number;
};
