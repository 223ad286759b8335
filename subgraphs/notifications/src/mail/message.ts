import type { SendMailOptions } from 'nodemailer';
import { isSecurityKind } from '../domain/kinds.ts';
import type { Block, Image } from './blocks.ts';
import { greetingName } from './greeting-name.ts';
import { htmlOf } from './html-layout.ts';
import type { Layout } from './layout.ts';
import type { Contact, MailSettings, RenderableMail } from './mail.ts';
import { phrasesOf } from './phrases/phrases.ts';
import { senderDomain } from './sender.ts';
import { contentOf } from './templates/content.ts';
import { textOfLayout } from './text-layout.ts';

const imagesOf = (blocks: readonly Block[]): Image[] =>
  blocks.flatMap((block) => (block.type === 'image' ? [block.image] : []));

const attachment = ({ cid, fileName, png }: Image) => ({
  cid,
  filename: fileName,
  content: png,
  contentType: 'image/png',
  contentDisposition: 'inline' as const,
});

/** What tells mail programs that nobody has written this, and how to get no more of it (RFC 3834, 2369 and 8058). */
const listHeaders = (unsubscribeUrl: string | null): Pick<SendMailOptions, 'headers' | 'list'> => ({
  headers: {
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribeUrl !== null && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  },
  ...(unsubscribeUrl !== null && { list: { unsubscribe: unsubscribeUrl } }),
});

/** A mail as it leaves. Its Message-ID is the same at each try, so that mailboxes know one that comes twice. */
export async function messageOf(
  mail: RenderableMail,
  to: Contact,
  settings: Pick<MailSettings, 'from' | 'webUrl' | 'timeZone'>,
  now: Date,
): Promise<SendMailOptions> {
  const { subject, blocks } = await contentOf(mail, to, settings);
  const phrases = phrasesOf(to.locale);
  const layout: Layout = {
    language: phrases.language,
    title: subject,
    blocks,
    footer: isSecurityKind(mail.kind) ? phrases.securityFooter : phrases.footer,
    unsubscribe:
      mail.unsubscribeUrl === null ? null : { label: phrases.unsubscribe, url: mail.unsubscribeUrl },
  };
  return {
    from: settings.from,
    to: { name: greetingName(to.displayName) ?? '', address: to.email },
    subject,
    date: now,
    messageId: `<${mail.id}@${senderDomain(settings.from)}>`,
    text: textOfLayout(layout),
    html: htmlOf(layout),
    attachments: imagesOf(blocks).map(attachment),
    ...listHeaders(mail.unsubscribeUrl),
  };
}
