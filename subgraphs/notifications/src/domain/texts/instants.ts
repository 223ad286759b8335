import type { Reader } from './text.ts';

const LANGUAGES = { EN: 'en-US', ES: 'es-CO' } as const;

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;

/** An instant as somebody reads it: `Wednesday, November 25, 2026 at 6:00 PM GMT-5`. */
export const formatInstant = (at: Date, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(LANGUAGES[locale], { ...DAY, ...TIME, timeZone }).format(at);

/** A day of the calendar as somebody reads it: `Wednesday, November 25, 2026`. */
export const formatDay = (on: string, { locale }: Pick<Reader, 'locale'>): string =>
  new Intl.DateTimeFormat(LANGUAGES[locale], { ...DAY, timeZone: 'UTC' }).format(new Date(on));
