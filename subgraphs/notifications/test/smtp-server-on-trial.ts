import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { register } from '@arena/testing';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a server has taken it over. */
export type Received = { from: string; to: string[]; raw: string; parsed: ParsedMail };

/** An error that a server answers with. */
export const reply = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** Reads a mail as mail programs do, with its pictures where it names them. */
export const readMail = (raw: string): Promise<ParsedMail> => simpleParser(raw, { keepCidLinks: true });

async function contentOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A server that takes mails over and keeps them, save what it is told to do otherwise. */
export async function startSmtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: async (stream, session, callback) => {
      const raw = await contentOf(stream);
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        raw,
        parsed: await readMail(raw),
      });
      callback();
    },
    ...options,
  });
  // a client that breaks off is what some tests are about
  server.on('error', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  return register('an SMTP server', { port, url: `smtp://127.0.0.1:${port}`, received }, async () => {
    await new Promise<void>((resolve) => server.close(resolve));
  });
}

export type SmtpServerOnTrial = Awaited<ReturnType<typeof startSmtpServer>>;
