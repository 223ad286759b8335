import { formatDay, formatInstant } from '../../domain/texts/instants.ts';
import { textOf } from '../../domain/texts/text-of.ts';
import type { ReminderMatch } from '../mail.ts';
import { plain } from './plain.ts';
import type { Template, Told } from './template.ts';

/** @param on the day, for a match of which no more is known */
function item({ match, tournament, startsAt }: ReminderMatch, on: string, { phrases, reader }: Told) {
  const when = startsAt ? formatInstant(startsAt, reader) : formatDay(on, reader);
  return {
    name: match ?? phrases.reminder.match,
    detail: tournament === null ? when : `${tournament}, ${when}`,
  };
}

/** The matches of somebody's day, in one mail. */
export const matchReminder: Template = (told) => {
  const { mail, phrases, reader } = told;
  if (mail.kind !== 'MATCH_REMINDER') return plain(told);
  const { on } = mail.params;
  const [first, ...others] = mail.matches;
  if (!first) return plain(told);
  if (others.length === 0)
    return plain({
      ...told,
      text: textOf(mail.kind, { on, startsAt: first.startsAt?.toISOString() ?? null }, first, reader),
    });
  return {
    subject: phrases.reminder.subject(mail.matches.length, formatDay(on, reader)),
    blocks: [
      { type: 'paragraph', text: phrases.reminder.lead },
      { type: 'list', items: mail.matches.map((match) => item(match, on, told)) },
    ],
  };
};
