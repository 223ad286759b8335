import type { App } from '../app.ts';
import type { NewMail } from '../db/mail-store.ts';
import type { FanOutRow } from '../db/schema.ts';
import { factOf } from './fact.ts';
import type { Fact } from './params.ts';

/** What it is about. */
type About = { tournamentId?: string | null; matchId?: string | null; ticketId?: string | null };

/** Something that is told. */
export type Telling = Fact &
  About & {
    /** what it tells of: nobody is told of it twice */
    eventKey: string;
    /** whether it is one of many that are told the same, whose mails go after all others */
    isToMany?: boolean;
  };

/** What is different of a mail that gathers what is told within a while: the reminders of a day are one. */
export function gatheredMail(
  { settings }: App,
  telling: Telling,
  createdAt: Date,
): Partial<Pick<NewMail, 'eventKey' | 'matchId' | 'matchIds' | 'gathers' | 'nextAt'>> {
  if (telling.kind !== 'MATCH_REMINDER' || telling.matchId == null) return {};
  const gathers = `reminders:${telling.params.on}`;
  return {
    gathers,
    eventKey: `${gathers}:${telling.matchId}`,
    matchId: null,
    matchIds: [telling.matchId],
    nextAt: new Date(createdAt.getTime() + settings.reminderWindowMs),
  };
}

/** What is to be told to many, as each is told. */
export function tellingOf({ kind, params, eventKey, tournamentId, matchId, ticketId }: FanOutRow): Telling {
  return { ...factOf({ kind, params }), eventKey, isToMany: true, tournamentId, matchId, ticketId };
}
