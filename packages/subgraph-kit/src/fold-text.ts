/** A text without accents, case and runs of white space, for searching: `Fútbol` and `FUTBOL` are `futbol`. */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The words to search for. */
export const searchWords = (text: string): string[] => foldText(text).split(' ').filter(Boolean);
