import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { LOCALES } from '../src/domain/texts/text.ts';
import { readPng } from './read-png.ts';
import { contactOf, mailerOnTrial, mailOf } from './sample-mails.ts';
import { startSmtpServer } from './smtp-server-on-trial.ts';

const CODE = 'TKT-20261124150405-AB12CD';

test.each(LOCALES)('a ticket comes with its code, to be read and to be scanned (%s)', async (locale) => {
  await using server = await startSmtpServer();
  await using mailer = mailerOnTrial({ smtpUrl: server.url });
  const params = { type: 'PARTICIPANT', isTransferred: false } as const;
  await mailer.send(mailOf({ kind: 'TICKET_ISSUED', params }, { secret: CODE }), contactOf({ locale }));
  const { text, html, attachments } = server.received[0]?.parsed ?? {};

  expect(text).toContain(`:\n${CODE}\n\n`);
  expect(html).toContain(CODE);
  const alt =
    locale === 'EN' ? 'The code of your ticket as a QR code' : 'El código de tu entrada como código QR';
  expect(html).toMatch(new RegExp(`<img[^>]*src="cid:ticket-qr@arena"[^>]*alt="${alt}"`));
  expect(attachments).toMatchObject([
    {
      cid: 'ticket-qr@arena',
      contentType: 'image/png',
      contentDisposition: 'inline',
      filename: `${CODE}.png`,
      related: true,
    },
  ]);

  const { width, height, isDark } = readPng(attachments?.[0]?.content as Buffer);
  const { modules } = QRCode.create(CODE, { errorCorrectionLevel: 'M' });
  // four light modules on each side, without which scanners do not find it
  const side = width / (modules.size + 8);
  expect(height).toBe(width);
  const middle = (module: number) => Math.floor((module + 0.5) * side);
  for (let y = -4; y < modules.size + 4; y += 1)
    for (let x = -4; x < modules.size + 4; x += 1) {
      const isWithin = x >= 0 && y >= 0 && x < modules.size && y < modules.size;
      expect(isDark(middle(x + 4), middle(y + 4)), `${x}, ${y}`).toBe(isWithin && modules.get(y, x) === 1);
    }
});
