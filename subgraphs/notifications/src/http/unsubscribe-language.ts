import { LOCALES, type Locale } from '../domain/texts/text.ts';

/** A language that is asked for, and how much, from 0 to 1. */
type Wish = { language: string; weight: number };

function wishOf(part: string): Wish {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { language: tag.split('-')[0] ?? '', weight: Number(weight) || 0 };
}

/** The language of ours that a browser asks for most; English where it asks for none of them. */
export function wishedLocale(acceptLanguage = ''): Locale {
  const wishes = acceptLanguage.split(',').map(wishOf);
  const weightOf = (locale: Locale) =>
    Math.max(
      0,
      ...wishes.filter(({ language }) => language === locale.toLowerCase()).map(({ weight }) => weight),
    );
  return LOCALES.reduce((best, locale) => (weightOf(locale) > weightOf(best) ? locale : best));
}
