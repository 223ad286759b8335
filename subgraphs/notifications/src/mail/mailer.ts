import { setTimeout as pause } from 'node:timers/promises';
import { StartError, stopOnce } from '@arena/subgraph-kit';
import { z } from 'zod';
import { openFileTransport } from './file-transport.ts';
import type { Contact, Mailer, MailSettings, Outcome, RenderableMail } from './mail.ts';
import { messageOf } from './message.ts';
import { createPace, type PaceClock } from './pace.ts';
import { withoutSecrets } from './reason.ts';
import { senderDomain } from './sender.ts';
import { createSlots } from './slots.ts';
import { openSmtpTransport } from './smtp-transport.ts';
import type { Transport } from './transport.ts';

/** How many mails are under way at once, each on a connection of its own. */
const MAX_CONNECTIONS = 5;

const DEFAULT_TIMEOUT_MS = 60_000;

/** How long closing waits for mails under way: whoever sends them has waited for them already. */
const CLOSING_MS = 5_000;

export type MailerOptions = {
  /** the current time, which mails are dated with */
  now: () => Date;
  /** how long nothing may be heard of a server, in milliseconds; a mail is given up after five times as long */
  timeoutMs?: number;
  /** how long closing waits for mails under way, in milliseconds */
  closingMs?: number;
  /** what the rate is kept by; real time if left out */
  paceClock?: PaceClock;
};

/** Nothing else is an address to us: a mail must never reach somebody whom a strange one happens to name. */
const addressSchema = z.email({ pattern: z.regexes.html5Email });

function openTransport({ smtpUrl, mailDir }: MailSettings, timeoutMs: number): Transport {
  if (smtpUrl !== undefined)
    return openSmtpTransport({ url: smtpUrl, maxConnections: MAX_CONNECTIONS, timeoutMs });
  if (mailDir !== undefined) return openFileTransport(mailDir);
  throw new StartError('SMTP_URL or MAIL_DIR must say where mails go.');
}

/**
 * Opens the way by which mails leave.
 * @throws StartError for settings that it cannot follow
 */
export function openMailer(
  settings: MailSettings,
  { now, timeoutMs = DEFAULT_TIMEOUT_MS, closingMs = CLOSING_MS, paceClock }: MailerOptions,
): Mailer {
  senderDomain(settings.from);
  const transport = openTransport(settings, timeoutMs);
  const inSlot = createSlots(MAX_CONNECTIONS);
  /*
   * Nodemailer's pool has a rate of its own, but what it holds back are connections that have sent: each new one, and all
   * that were held back, send at once. With five of them, five mails leave in a second where two may.
   */
  const turn = createPace(settings.ratePerSecond, paceClock);
  const underWay = new Set<Promise<Outcome>>();
  let isClosing = false;

  async function handOver(mail: RenderableMail, to: Contact): Promise<Outcome> {
    if (isClosing) return { retry: 'The service is stopping' };
    const message = await messageOf(mail, to, settings, now());
    await turn();
    return withoutSecrets(await transport.deliver(mail.id, message), mail);
  }

  return {
    send: async (mail, to) => {
      if (!addressSchema.safeParse(to.email).success) return { parked: 'The address is none' };
      const sent = inSlot(() => handOver(mail, to));
      underWay.add(sent);
      try {
        return await sent;
      } finally {
        underWay.delete(sent);
      }
    },
    close: stopOnce(async () => {
      isClosing = true;
      const hasEnded = new AbortController();
      const late = pause(closingMs, undefined, { signal: hasEnded.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(underWay), late]);
      hasEnded.abort();
      transport.close();
    }),
  };
}
