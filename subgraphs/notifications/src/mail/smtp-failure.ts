import type { NodemailerError } from 'nodemailer';
import type { Outcome } from './mail.ts';

/** What is said of the recipient, and of the mail itself; before those, a reply is about us and our connection. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/** That one has to sign in first, which some servers say only here. */
const AUTHENTICATION_REQUIRED = 530;

const isRefusedForGood = ({ permanent, responseCode, command }: NodemailerError): boolean =>
  permanent === true && responseCode !== AUTHENTICATION_REQUIRED && ABOUT_THE_MAIL.has(command ?? '');

/** That a server takes its leave, which it may say at any time. */
const CLOSING = 421;

/** Whether the reply, or that there is none, says nothing of the mail: it is about us, or nobody is there. */
const isAboutUs = ({ responseCode = CLOSING, command }: NodemailerError): boolean =>
  responseCode === CLOSING || responseCode === AUTHENTICATION_REQUIRED || !ABOUT_THE_MAIL.has(command ?? '');

/**
 * What becomes of a mail that was not handed over. Only what the server says for good (5xx) of this mail parks it: were a
 * wrong password or a refused sender to do so, one mistake in the settings would park all mails.
 */
export function outcomeOfFailure(error: NodemailerError): Outcome {
  const { code = 'UNKNOWN', response, responseCode, message } = error;
  if (isRefusedForGood(error)) return { parked: response ?? message };
  // such replies may quote what we have signed in with
  const retry =
    code === 'EAUTH'
      ? `The mail server does not let us sign in (${responseCode ?? 'no reply'})`
      : (response ?? `${code}: ${message}`);
  return isAboutUs(error) ? { retry, isServerAway: true } : { retry };
}
