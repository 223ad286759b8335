import type { Kind } from '../kinds.ts';
import type { ParamsOf } from '../params.ts';
import { accountTexts } from './account-texts.ts';
import { formatAmount } from './amounts.ts';
import { formatDay, formatInstant } from './instants.ts';
import { matchTexts } from './match-texts.ts';
import { paymentTexts } from './payment-texts.ts';
import type { Locale, Names, Reader, Text, Texts } from './text.ts';
import { ticketTexts } from './ticket-texts.ts';
import { tournamentTexts } from './tournament-texts.ts';

const TEXTS: Texts = { ...accountTexts, ...ticketTexts, ...paymentTexts, ...tournamentTexts, ...matchTexts };

/** What a thing is called whose name nobody has told. */
const NAMELESS: Record<Locale, { tournament: string; match: string }> = {
  EN: { tournament: 'a tournament', match: 'a match' },
  ES: { tournament: 'un torneo', match: 'una partida' },
};

/** A text as a sentence begins, where it begins with these words. */
const begun = (text: string, words: readonly string[]): string =>
  words.some((one) => text.startsWith(one)) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** What somebody is told, in their language, with the names as they are now. Not escaped for anything. */
export function textOf<K extends Kind>(kind: K, params: ParamsOf[K], names: Names, reader: Reader): Text {
  const { locale } = reader;
  const nameless = NAMELESS[locale];
  const { title, body } = TEXTS[kind][locale](params, {
    tournament: names.tournament ?? nameless.tournament,
    match: names.match ?? nameless.match,
    instant: (at) => formatInstant(new Date(at), reader),
    day: (on) => formatDay(on, reader),
    amount: ({ amountMinor, currency }) => formatAmount(amountMinor, currency, locale),
  });
  const words = [
    ...(names.tournament === null ? [nameless.tournament] : []),
    ...(names.match === null ? [nameless.match] : []),
  ];
  // what staff have typed stays as they typed it
  return kind === 'ANNOUNCEMENT' ? { title, body } : { title: begun(title, words), body: begun(body, words) };
}
