import { createTransport, type NodemailerError } from 'nodemailer';
import { outcomeOfFailure } from './smtp-failure.ts';
import { smtpServerOf } from './smtp-url.ts';
import type { Transport } from './transport.ts';

export type SmtpOptions = {
  /** with credentials, if it has any */
  url: string;
  maxConnections: number;
  /** how long nothing may be heard of the server, in milliseconds */
  timeoutMs: number;
};

/** Longer than this no server that is there takes to say so. */
const MAX_CONNECTING_MS = 15_000;

/** How long a server may take to part. */
const MAX_CLOSING_MS = 5_000;

/** How many time-outs a mail may take in all: a server that sends a byte now and then is never silent. */
const TIMEOUTS_IN_ALL = 5;

/**
 * Hands mails over to a server by SMTP, on connections that are kept.
 * @throws StartError for a URL that it cannot follow
 */
export function openSmtpTransport({ url, maxConnections, timeoutMs }: SmtpOptions): Transport {
  const pool = createTransport({
    ...smtpServerOf(url),
    pool: true,
    maxConnections,
    connectionTimeout: Math.min(timeoutMs, MAX_CONNECTING_MS),
    greetingTimeout: Math.min(timeoutMs, MAX_CONNECTING_MS),
    dnsTimeout: Math.min(timeoutMs, MAX_CONNECTING_MS),
    socketTimeout: timeoutMs,
    socketCloseTimeout: Math.min(timeoutMs, MAX_CLOSING_MS),
    // nothing that a mail is made of is to be read from a file or fetched
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async (_id, message) => {
      try {
        await pool.sendMail({ ...message, signal: AbortSignal.timeout(timeoutMs * TIMEOUTS_IN_ALL) });
        return 'SENT';
      } catch (error) {
        return outcomeOfFailure(error as NodemailerError);
      }
    },
    close: () => pool.close(),
  };
}
