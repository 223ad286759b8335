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

/** Makes the text of one kind in one language. */
export type TextMaker<K extends Kind> = (
  params: ParamsOf[K],
  names: { tournament: string; match: string },
  reader: Reader,
) => Text;
