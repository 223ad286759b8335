import { expect, test } from 'vitest';
import { KINDS, type Kind } from '../src/domain/kinds.ts';
import type { ParamsOf } from '../src/domain/params.ts';
import { textOf } from '../src/domain/texts/text-of.ts';
import type { Locale, Names } from '../src/domain/texts/text.ts';

const AT = '2026-11-25T23:00:00.000Z';
const MONEY = { amountMinor: 2_000_050, currency: 'COP' };

/** Something to tell of each kind. */
const PARAMS: ParamsOf = {
  WELCOME: {},
  EMAIL_VERIFICATION: { requestId: '1' },
  PASSWORD_RESET: { requestId: '1' },
  SECURITY: { cause: 'PASSWORD_CHANGED' },
  TICKET_ISSUED: { type: 'VIEWER', isTransferred: false },
  TICKET_OFFERED: { expiresAt: AT },
  TICKET_CANCELED: { type: 'PARTICIPANT', reason: 'BANNED' },
  PAYMENT_FAILED: { ...MONEY, reason: 'CARD_DECLINED' },
  PAYMENT_REFUNDED: { ...MONEY, reason: 'REFUNDED' },
  DONATION_CONFIRMED: MONEY,
  DONATION_RECEIVED: MONEY,
  TOURNAMENT_CREATED: { startsAt: AT },
  TOURNAMENT_UPDATED: { dates: { startsAt: AT, revision: 1 } },
  TOURNAMENT_CANCELED: {},
  STAFF_ADDED: { role: 'SUBADMIN' },
  MATCH_REMINDER: { on: '2026-11-25', startsAt: null },
  MATCH_RESCHEDULED: { startsAt: AT },
  MATCH_CANCELED: {},
  MATCH_WINNER: { winnerTeamId: '1', winner: 'Los Pumas', isCorrected: false },
  STREAM_STARTED: {},
  KICKED: { reason: 'Insults' },
  ANNOUNCEMENT: { title: 'Doors open', body: 'At nine.' },
};

const NAMED: Names = { tournament: 'iCopa', match: 'final' };
const NAMELESS: Names = { tournament: null, match: null };

const told = <K extends Kind>(
  kind: K,
  locale: Locale = 'EN',
  names = NAMED,
  params: ParamsOf[K] = PARAMS[kind],
) => textOf(kind, params, names, { locale, timeZone: 'America/Bogota' });

test.each(KINDS)('%s is told in both languages, with names and without', (kind) => {
  for (const names of [NAMED, NAMELESS]) {
    const [english, spanish] = [told(kind, 'EN', names), told(kind, 'ES', names)];
    for (const { title, body } of [english, spanish]) {
      expect(title).toMatch(/^\S.{3,}\S$/);
      expect(body).toMatch(/^\S.*[.\w]$/s);
      expect(title + body).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
    }
    if (kind !== 'ANNOUNCEMENT') expect(english).not.toEqual(spanish);
  }
});

test('a name stands as it is, words for one that is not known begin a sentence as sentences begin', () => {
  expect(told('TOURNAMENT_CANCELED').body).toBe(
    'iCopa will not take place. Its tickets are no longer valid, and what was paid for it is refunded.',
  );
  expect(told('TOURNAMENT_CANCELED', 'EN', NAMELESS).body).toMatch(/^A tournament will not/);
  expect(told('TOURNAMENT_CANCELED', 'ES', NAMELESS)).toMatchObject({
    title: 'Cancelado: un torneo',
    body: expect.stringMatching(/^Un torneo no se realizará/),
  });
});

test('times are told in the platform’s time zone, amounts to the last digit', () => {
  expect(told('MATCH_RESCHEDULED').body).toContain('Wednesday, November 25, 2026 at 6:00 PM GMT-5');
  expect(told('MATCH_RESCHEDULED', 'ES').body).toContain('miércoles, 25 de noviembre de 2026');
  expect(told('MATCH_REMINDER').body).toContain('Wednesday, November 25, 2026');
  expect(told('DONATION_CONFIRMED').body).toContain('COP 20,000.50');
  expect(told('DONATION_CONFIRMED', 'ES').body).toContain('COP 20.000,50');
  const yen = { amountMinor: 1_234_567, currency: 'JPY' };
  expect(told('DONATION_CONFIRMED', 'EN', NAMED, yen).body).toContain('JPY 1,234,567 ');
});

test('what is told depends on what happened', () => {
  const bodies = (kind: Kind, ...all: object[]) =>
    new Set(all.map((params) => told(kind, 'EN', NAMED, params as never).body)).size;
  expect(bodies('SECURITY', { cause: 'PASSWORD_CHANGED' }, { cause: 'SUSPENDED' })).toBe(2);
  expect(bodies('TOURNAMENT_UPDATED', { dates: null }, PARAMS.TOURNAMENT_UPDATED)).toBe(2);
  const winner = { winnerTeamId: '1', winner: 'Los Pumas', isCorrected: false };
  expect(
    bodies(
      'MATCH_WINNER',
      winner,
      { ...winner, winnerTeamId: null, winner: null },
      { ...winner, isCorrected: true },
    ),
  ).toBe(3);
  const ticket = { type: 'PARTICIPANT', isTransferred: false };
  expect(
    bodies('TICKET_ISSUED', ticket, { ...ticket, type: 'VIEWER' }, { ...ticket, isTransferred: true }),
  ).toBe(3);
  const reasons = ['BANNED', 'NO_PLACE', 'REFUNDED', 'DISPUTE_LOST', 'ELSE'];
  expect(bodies('TICKET_CANCELED', ...reasons.map((reason) => ({ type: 'PARTICIPANT', reason })))).toBe(5);
  expect(bodies('KICKED', { reason: null }, { reason: 'Insults' })).toBe(2);
});

test('what staff have typed is told as they typed it', () => {
  const typed = { title: 'a match <b>', body: 'a tournament\n\n& more' };
  expect(told('ANNOUNCEMENT', 'ES', NAMELESS, typed)).toEqual(typed);
});
