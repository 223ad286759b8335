import { paragraphs } from '../blocks.ts';
import { qrCode } from '../qr-code.ts';
import { requireSecret } from './require-secret.ts';
import type { Template } from './template.ts';

/** A ticket, with its code to be read and to be scanned. */
export const ticketIssued: Template = async ({ mail, text, phrases }) => {
  const code = requireSecret(mail);
  const image = { cid: 'ticket-qr@arena', fileName: `${code}.png`, png: await qrCode(code) };
  return {
    subject: text.title,
    blocks: [
      ...paragraphs(text.body),
      { type: 'code', label: phrases.ticket.code, value: code },
      { type: 'image', image, alt: phrases.ticket.alt },
      { type: 'paragraph', text: phrases.ticket.note },
    ],
  };
};
