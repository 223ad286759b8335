import { ask, type RequestOutput } from '@arena/events';
import type { App } from '../app.ts';
import { findMatches } from '../db/match-store.ts';
import { findPreferences } from '../db/preference-store.ts';
import type { MailRow, MatchRow } from '../db/schema.ts';
import { findTournaments } from '../db/tournament-store.ts';
import type { ReminderMatch } from '../mail/mail.ts';
import { dayIn } from './day-in.ts';
import { factOf } from './fact.ts';
import { channelsByDefault } from './kinds.ts';
import type { Names } from './texts/text.ts';

type ContactAnswer = RequestOutput<'users.contacts'>['contacts'][number];

/** All that is to be known of some mails to send them. */
export type Circumstances = {
  contactOf: (mail: MailRow) => ContactAnswer | undefined;
  /** whether the person still wants mails of the kind */
  isWanted: (mail: MailRow) => boolean;
  namesOf: (mail: MailRow) => Names;
  /** those of a reminder that still take place on its day, in their order */
  matchesOf: (mail: MailRow) => ReminderMatch[];
};

const distinct = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id): id is string => id !== null)),
];

/** Finds rows by their ids, those that there are. */
async function byId<Row extends { id: string }>(
  find: (ids: readonly string[]) => Promise<(Row | null)[]>,
  ids: readonly (string | null)[],
): Promise<Map<string, Row>> {
  const found = await find(distinct(ids));
  return new Map(found.flatMap((row) => (row ? [[row.id, row] as const] : [])));
}

/** Whether a reminder is of that day. */
const isToldOf = (mail: MailRow, day: string): boolean => {
  const fact = factOf(mail);
  return fact.kind === 'MATCH_REMINDER' && fact.params.on === day;
};

const startOf = ({ startsAt }: ReminderMatch): number => startsAt?.getTime() ?? Infinity;

/**
 * Gathers what is to be known of mails: once for all of them.
 * @throws SubgraphUnavailable
 */
export async function circumstancesOf(
  { db, bus, settings }: App,
  mails: readonly MailRow[],
): Promise<Circumstances> {
  const userIds = distinct(mails.map(({ userId }) => userId));
  const { contacts } = await ask(bus, 'users.contacts', { userIds });
  const contactOf = new Map(contacts.map((contact) => [contact.userId, contact]));
  const kinds = [...new Set(mails.map(({ kind }) => kind))];
  const chosen = new Map(
    (await findPreferences(db, userIds, kinds)).map((row) => [`${row.userId} ${row.kind}`, row]),
  );
  const matches = await byId<MatchRow>(
    (ids) => findMatches(db, ids),
    mails.flatMap(({ matchId, matchIds }) => [matchId, ...matchIds]),
  );
  const tournaments = await byId(
    (ids) => findTournaments(db, ids),
    [...mails, ...matches.values()].map(({ tournamentId }) => tournamentId),
  );
  const namesOf = (tournamentId: string | null, matchId: string | null): Names => ({
    tournament: tournaments.get(tournamentId ?? '')?.name ?? null,
    match: matches.get(matchId ?? '')?.name ?? null,
  });
  return {
    contactOf: ({ userId }) => contactOf.get(userId),
    isWanted: ({ userId, kind }) => (chosen.get(`${userId} ${kind}`) ?? channelsByDefault(kind)).email,
    namesOf: ({ tournamentId, matchId }) => namesOf(tournamentId, matchId),
    matchesOf: (mail) =>
      mail.matchIds
        .map((id) => matches.get(id))
        .filter((match): match is MatchRow => match !== undefined && !match.isOver)
        .filter(({ startsAt }) => startsAt === null || isToldOf(mail, dayIn(settings.timeZone, startsAt)))
        .map(({ id, startsAt, tournamentId }) => ({ id, startsAt, ...namesOf(tournamentId, id) }))
        .sort((a, b) => startOf(a) - startOf(b)),
  };
}
