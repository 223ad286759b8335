import { newId } from '@arena/subgraph-kit';
import { register } from '@arena/testing';
import type { Fact } from '../src/domain/params.ts';
import type { Contact, MailSettings, RenderableMail } from '../src/mail/mail.ts';
import { openMailer, type MailerOptions } from '../src/mail/mailer.ts';

export const NOW = new Date('2026-11-24T15:04:05Z');

export const UNSUBSCRIBE_URL = 'https://arena.example/mail/unsubscribe?token=a-token';

/** A mail of which all is known. */
export const mailOf = (fact: Fact, changes: Partial<RenderableMail> = {}): RenderableMail =>
  ({
    ...fact,
    id: newId(),
    userId: newId(),
    eventKey: newId(),
    tournamentId: newId(),
    matchId: newId(),
    ticketId: newId(),
    queuedAt: NOW,
    names: { tournament: 'Copa Ñandú', match: 'Final' },
    matches: [],
    secret: null,
    unsubscribeUrl: UNSUBSCRIBE_URL,
    ...changes,
  }) as RenderableMail;

export const welcome = (changes: Partial<RenderableMail> = {}): RenderableMail =>
  mailOf({ kind: 'WELCOME', params: {} }, changes);

export const contactOf = (changes: Partial<Contact> = {}): Contact => ({
  userId: newId(),
  email: 'ana@players.example',
  displayName: 'Ana',
  locale: 'EN',
  ...changes,
});

export const SETTINGS: MailSettings = {
  smtpUrl: undefined,
  mailDir: undefined,
  from: 'Arena <no-reply@arena.example>',
  ratePerSecond: 1_000,
  webUrl: 'https://play.arena.example',
  timeZone: 'America/Bogota',
};

/** A mailer that a test disposes of. */
export function mailerOnTrial(settings: Partial<MailSettings>, options: Partial<MailerOptions> = {}) {
  const mailer = openMailer({ ...SETTINGS, ...settings }, { now: () => NOW, ...options });
  return register('a mailer', mailer, mailer.close);
}
