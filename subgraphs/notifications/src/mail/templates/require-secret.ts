import type { RenderableMail } from '../mail.ts';

/** The token or the code of a mail that is nothing without it. */
export function requireSecret({ kind, secret }: RenderableMail): string {
  if (secret === null) throw new Error(`A mail of the kind ${kind} has come without its secret`);
  return secret;
}
