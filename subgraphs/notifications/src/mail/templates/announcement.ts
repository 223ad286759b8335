import { paragraphs } from '../blocks.ts';
import type { Template } from './template.ts';

/** What the staff of a tournament write, said to be theirs: nobody is to take it for what the platform says. */
export const announcement: Template = ({ mail, text, phrases }) => ({
  subject: phrases.announcement.subject(mail.names.tournament, text.title),
  blocks: [
    { type: 'paragraph', text: phrases.announcement.lead(mail.names.tournament) },
    ...paragraphs(text.body),
  ],
});
