import { parseInput } from '@arena/subgraph-kit';
import { usernameSchema } from './account-fields.ts';
import { foldLogin } from './folding.ts';

/**
 * The username that an argument means, in whatever case it was typed.
 * @throws BadUserInput when it cannot be anybody's
 */
export const parseUsername = (username: string): string =>
  parseInput(usernameSchema, foldLogin(username), 'username');
