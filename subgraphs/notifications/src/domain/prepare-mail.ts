import type { App } from '../app.ts';
import type { MailRow } from '../db/schema.ts';
import type { Contact, Outcome, RenderableMail } from '../mail/mail.ts';
import { dayIn } from './day-in.ts';
import { factOf } from './fact.ts';
import { isMassKind, isSecurityKind } from './kinds.ts';
import type { Circumstances } from './mail-circumstances.ts';
import { secretOf } from './mail-secret.ts';
import type { Names } from './texts/text.ts';

/** A mail that can be sent, or what becomes of it otherwise. */
export type Prepared = { mail: RenderableMail; to: Contact } | Exclude<Outcome, 'SENT'>;

/** So often a mail waits for a name that has not been told yet; then it goes without. */
const WAITS_FOR_NAMES = 2;

const isToldOfSuspension = (mail: MailRow): boolean => {
  const fact = factOf(mail);
  return fact.kind === 'SECURITY' && fact.params.cause === 'SUSPENDED';
};

/** Whether something that it is about has a name, and nobody has told it yet. */
const isNameless = ({ tournamentId, matchId }: MailRow, names: Names): boolean =>
  (tournamentId !== null && names.tournament === null) || (matchId !== null && names.match === null);

/** Whether what it tells of is over. */
function isExpired({ now, settings }: App, mail: MailRow): boolean {
  const fact = factOf(mail);
  if (fact.kind === 'MATCH_REMINDER') return fact.params.on < dayIn(settings.timeZone, now());
  return fact.kind === 'TICKET_OFFERED' && new Date(fact.params.expiresAt) <= now();
}

/** Why a mail never goes, as far as that can be told from whom it is to; undefined where it may. */
function reasonAgainst(mail: MailRow, { contactOf, isWanted, matchesOf }: Circumstances): string | undefined {
  const contact = contactOf(mail);
  if (!contact) return 'NO_ACCOUNT';
  // who is suspended is told of that, and of nothing else
  if (!contact.active && !isToldOfSuspension(mail)) return 'INACTIVE';
  if (isMassKind(mail.kind) && !contact.emailVerified) return 'ADDRESS_UNVERIFIED';
  if (!isWanted(mail) && !isSecurityKind(mail.kind)) return 'TURNED_OFF';
  if (mail.matchIds.length > 0 && matchesOf(mail).length === 0) return 'NOTHING_LEFT';
  return undefined;
}

/**
 * Makes ready what a mail is made of, or tells why it does not go, or not now.
 * @throws SubgraphUnavailable
 */
export async function prepareMail(app: App, row: MailRow, circumstances: Circumstances): Promise<Prepared> {
  const contact = circumstances.contactOf(row);
  const parked = isExpired(app, row) ? 'EXPIRED' : reasonAgainst(row, circumstances);
  if (parked !== undefined || !contact) return { parked: parked ?? 'NO_ACCOUNT' };
  const names = circumstances.namesOf(row);
  const matches = circumstances.matchesOf(row);
  const lacksName = isNameless(row, names) || matches.some(({ match, tournament }) => !match || !tournament);
  if (lacksName && row.attempts <= WAITS_FOR_NAMES) return { retry: 'NAME_UNKNOWN' };
  const answer = await secretOf(app, row);
  if ('parked' in answer) return answer;
  const { id, userId, eventKey, tournamentId, matchId, ticketId, createdAt } = row;
  const { email, displayName, locale } = contact;
  return {
    mail: {
      ...factOf(row),
      ...{ id, userId, eventKey, tournamentId, matchId, ticketId, names, matches },
      queuedAt: createdAt,
      secret: answer.secret,
      unsubscribeUrl: isSecurityKind(row.kind) ? null : app.unsubscribeUrl(userId, row.kind),
    },
    to: { userId, email, displayName, locale: locale === 'ES' ? 'ES' : 'EN' },
  };
}
