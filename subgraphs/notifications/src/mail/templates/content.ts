import type { Kind } from '../../domain/kinds.ts';
import { textOf } from '../../domain/texts/text-of.ts';
import type { Content } from '../blocks.ts';
import { cleanMail } from '../clean-mail.ts';
import { cut, oneLine } from '../clean-text.ts';
import { greetingName } from '../greeting-name.ts';
import type { Contact, MailSettings, RenderableMail } from '../mail.ts';
import { phrasesOf } from '../phrases/phrases.ts';
import { announcement } from './announcement.ts';
import { matchReminder } from './match-reminder.ts';
import { plain } from './plain.ts';
import type { Template } from './template.ts';
import { ticketIssued } from './ticket-issued.ts';
import { emailVerification, passwordReset } from './token.ts';

const MAX_SUBJECT = 150;

/** The kinds whose mails say more than what is told in the app. */
const TEMPLATES: Partial<Record<Kind, Template>> = {
  EMAIL_VERIFICATION: emailVerification,
  PASSWORD_RESET: passwordReset,
  TICKET_ISSUED: ticketIssued,
  MATCH_REMINDER: matchReminder,
  ANNOUNCEMENT: announcement,
};

/** What a mail says to a person, in their language. */
export async function contentOf(
  mail: RenderableMail,
  { displayName, locale }: Contact,
  settings: Pick<MailSettings, 'webUrl' | 'timeZone'>,
): Promise<Content> {
  const phrases = phrasesOf(locale);
  const reader = { locale, timeZone: settings.timeZone };
  const clean = cleanMail(mail);
  const text = textOf(clean.kind, clean.params, clean.names, reader);
  const template = TEMPLATES[mail.kind] ?? plain;
  const { subject, blocks } = await template({ mail: clean, text, phrases, reader, settings });
  return {
    subject: cut(oneLine(subject), MAX_SUBJECT),
    blocks: [{ type: 'paragraph', text: phrases.greeting(greetingName(displayName)) }, ...blocks],
  };
}
