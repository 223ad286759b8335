import { createTransport } from 'nodemailer';
import { smtpServerOf } from './smtp-url.ts';

/**
 * Connects to the mail server as for a mail, logs in where the URL has a password, and hands nothing over.
 * @throws what keeps it from being reached
 */
export async function reachMailServer(url: string, timeoutMs: number): Promise<void> {
  const transport = createTransport({
    ...smtpServerOf(url),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}
