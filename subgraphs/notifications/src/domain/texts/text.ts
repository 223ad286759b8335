import type { Kind } from '../kinds.ts';
import type { ParamsOf } from '../params.ts';

export const LOCALES = ['EN', 'ES'] as const;

export type Locale = (typeof LOCALES)[number];

/** What somebody is told: a line, and a sentence or more. Plain text, with whatever people have typed into names. */
export type Text = { title: string; body: string };

/** What things are called at this moment; null where nobody has told yet. */
export type Names = { tournament: string | null; match: string | null };

/** For whom a text is made. */
export type Reader = {
  locale: Locale;
  /** in which instants are told, as America/Bogota */
  timeZone: string;
};

/** What a text is made of beside the facts. */
export type Setting = {
  /** what each is called, or words for one whose name is not known */
  tournament: string;
  match: string;
  /** a day and time of day, with its time zone */
  instant: (at: string) => string;
  /** a day, as 2026-11-25 */
  day: (on: string) => string;
  amount: (money: { amountMinor: number; currency: string }) => string;
};

/** Makes the text of one kind in one language. */
export type TextMaker<K extends Kind> = (params: ParamsOf[K], setting: Setting) => Text;

/** The text of each kind in each language. */
export type Texts = { [K in Kind]: Record<Locale, TextMaker<K>> };
