import type { Locale } from '../../domain/texts/text.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';

/** A mail by which somebody proves who they are. */
type TokenPhrases = { lead: string; link: string; note: string };

/** What stands in mails besides what they tell, in one language. */
export type Phrases = {
  /** as a BCP 47 tag */
  language: string;
  greeting: (name: string | null) => string;
  verification: TokenPhrases;
  reset: TokenPhrases;
  /** before the token by itself */
  orCode: string;
  ticket: { code: string; alt: string; note: string };
  reminder: {
    /** @param day as `Wednesday, November 25, 2026` */
    subject: (count: number, day: string) => string;
    lead: string;
    /** one whose name is not known */
    match: string;
  };
  /** @param tournament null where its name is not known */
  announcement: {
    subject: (tournament: string | null, title: string) => string;
    lead: (tournament: string | null) => string;
  };
  /** why a mail was sent */
  footer: string;
  /** the same, of one that cannot be turned off */
  securityFooter: string;
  unsubscribe: string;
};

const PHRASES: Record<Locale, Phrases> = { EN, ES };

export const phrasesOf = (locale: Locale): Phrases => PHRASES[locale];
