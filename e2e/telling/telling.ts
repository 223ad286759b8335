type Way = 'inbox' | 'mail';

/** Something that somebody is told, and how. */
export type Telling = { to: string; title: string; body: string; ways: readonly Way[] };

const by =
  (...ways: Way[]) =>
  (to: string, title: string, body: string): Telling => ({ to, title, body, ways });

export const told = by('inbox', 'mail');
export const toldInApp = by('inbox');
export const toldByMail = by('mail');

/** As a line that can be compared, whatever spaces a language sets between its words. */
export const lineOf = ({ to, title, body }: Omit<Telling, 'ways'>): string =>
  `${to}: ${title}: ${body}`.replaceAll(/\s/g, ' ');
