/** Text with its case folded, for names that differ in more than case. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Text with case and accents folded, for searching: `Fútbol` and `FUTBOL` are `futbol`. */
export const foldForSearch = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** The words to search for. */
export const searchWords = (text: string): string[] => foldForSearch(text).split(/\s+/).filter(Boolean);
