import { cut, oneLine } from './clean-text.ts';
import type { Outcome, RenderableMail } from './mail.ts';

const MAX_LENGTH = 200;

/**
 * What a server or a system has said, to be kept and shown to whoever runs the platform: without the address, the secret
 * or a link of the mail, all of which servers like to quote.
 */
function reasonOf(text: string, secret: string | null): string {
  const told = secret ? text.replaceAll(secret, '(secret)') : text;
  const shown = told
    .replace(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, '(link)')
    .replace(/[^\s<>()",;:]+@[^\s<>()",;:]+/g, '(address)');
  return cut(oneLine(shown), MAX_LENGTH);
}

/** An outcome with its reason fit to be kept. */
export function withoutSecrets(outcome: Outcome, { secret }: Pick<RenderableMail, 'secret'>): Outcome {
  if (outcome === 'SENT') return outcome;
  return 'parked' in outcome
    ? { parked: reasonOf(outcome.parked, secret) }
    : { ...outcome, retry: reasonOf(outcome.retry, secret) };
}
