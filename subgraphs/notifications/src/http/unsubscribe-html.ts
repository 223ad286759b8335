import { Html, html } from '@arena/subgraph-kit';
import type { Locale } from '../domain/texts/text.ts';
import type { OptionalKind } from '../mail/unsubscribe-token.ts';
import { STYLE } from './unsubscribe-style.ts';
import { PAGE_TEXTS, TOPICS } from './unsubscribe-texts.ts';

/** Of one piece, since the policy of the page allows this style to the byte. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

const page = (
  locale: Locale,
  { heading, text }: { heading: string; text: string },
  form: Html | '' = '',
): string =>
  html`<!doctype html>
    <html lang="${PAGE_TEXTS[locale].language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${heading} – Arena</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header>Arena</header>
        <main>
          <h1>${heading}</h1>
          <p>${text}</p>
          ${form}
        </main>
      </body>
    </html> `.text;

/** Asks whether mails of a kind are to end: to look at the page, as scanners of mails do, ends nothing. */
export function askPage(kind: OptionalKind, locale: Locale): string {
  const words = PAGE_TEXTS[locale].ask(TOPICS[kind][locale]);
  return page(
    locale,
    words,
    html`<form method="post">
      <button type="submit" name="List-Unsubscribe" value="One-Click">${words.button}</button>
    </form>`,
  );
}

export const donePage = (kind: OptionalKind, locale: Locale): string =>
  page(locale, PAGE_TEXTS[locale].done(TOPICS[kind][locale]));

/** The page for a token that is none. */
export const missingPage = (locale: Locale): string => page(locale, PAGE_TEXTS[locale].missing);
