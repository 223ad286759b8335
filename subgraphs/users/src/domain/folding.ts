import { foldText } from '@arena/subgraph-kit';
import type { AccountKey } from '../db/account-store.ts';

/** The form in which an e-mail address or a login name is unique. */
export const foldLogin = (login: string): string => login.trim().toLowerCase();

/** The account that a login means: an e-mail address, or else a username, which never holds an @. */
export function accountKeyOf(login: string): AccountKey {
  const folded = foldLogin(login);
  return folded.includes('@') ? { emailFolded: folded } : { username: folded };
}

/** What a search for people looks through. Folding leaves no line break, so no match crosses two fields. */
export const searchTextOf = (person: { username: string; displayName: string; email: string }): string =>
  [person.username, person.displayName, person.email].map(foldText).join('\n');
