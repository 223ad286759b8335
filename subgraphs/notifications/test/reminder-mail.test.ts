import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReminderMatch } from '../src/mail/mail.ts';
import { contactOf, mailerOnTrial, mailOf } from './sample-mails.ts';
import { startSmtpServer, type SmtpServerOnTrial } from './smtp-server-on-trial.ts';

const MATCHES: ReminderMatch[] = [
  { id: '1', match: 'Semifinal & más', tournament: 'Copa Ñandú', startsAt: new Date('2026-11-25T15:30:00Z') },
  { id: '2', match: 'Final', tournament: 'Liga <Sur>', startsAt: new Date('2026-11-26T01:00:00Z') },
  { id: '3', match: null, tournament: null, startsAt: null },
];

let server: SmtpServerOnTrial;
let mailer: ReturnType<typeof mailerOnTrial>;
beforeAll(async () => {
  server = await startSmtpServer();
  mailer = mailerOnTrial({ smtpUrl: server.url });
});
afterAll(async () => {
  await mailer[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** The reminder of a match, as it arrives with these matches of the day. */
async function reminder(matches: ReminderMatch[], locale: 'EN' | 'ES') {
  const params = { on: '2026-11-25', startsAt: '2026-11-25T15:30:00.000Z' };
  const mail = mailOf(
    { kind: 'MATCH_REMINDER', params },
    { matches, names: { match: 'Another', tournament: 'Another cup' } },
  );
  expect(await mailer.send(mail, contactOf({ locale }))).toBe('SENT');
  const parsed = server.received.pop()?.parsed;
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  return { subject: parsed?.subject, text: plain(parsed?.text ?? ''), html: plain(parsed?.html || '') };
}

test('the matches of the day come as one list, in their order, at their times where the platform is', async () => {
  const { subject, text, html } = await reminder(MATCHES, 'EN');
  expect(subject).toBe('Your 3 matches on Wednesday, November 25, 2026');
  expect(text).toContain(
    [
      'These are your matches of the day:',
      '',
      '- Semifinal & más',
      '  Copa Ñandú, Wednesday, November 25, 2026 at 10:30 AM GMT-5',
      '- Final',
      '  Liga <Sur>, Wednesday, November 25, 2026 at 8:00 PM GMT-5',
      '- A match',
      '  Wednesday, November 25, 2026',
      '',
    ].join('\n'),
  );
  expect([...html.matchAll(/<strong>([^<]*)<\/strong>/g)].map(([, name]) => name)).toEqual([
    'Semifinal &amp; más',
    'Final',
    'A match',
  ]);
  expect(html).toContain('Liga &lt;Sur&gt;, Wednesday, November 25, 2026 at 8:00 PM GMT-5');
});

test('and in the language of the person', async () => {
  const { subject, text } = await reminder(MATCHES, 'ES');
  expect(subject).toBe('Tus 3 partidas del miércoles, 25 de noviembre de 2026');
  expect(text).toContain(
    'Estas son tus partidas del día:\n\n- Semifinal & más\n  Copa Ñandú, miércoles, 25 de',
  );
  expect(text).toContain('\n- Una partida\n  miércoles, 25 de noviembre de 2026\n');
});

test('one match is told in a sentence, and is the one that is left of the day', async () => {
  const { subject, text } = await reminder(MATCHES.slice(1, 2), 'EN');
  expect(subject).toBe('Today: Final');
  expect(text).toContain('Final in Liga <Sur> starts on Wednesday, November 25, 2026 at 8:00 PM GMT-5.');
  expect(text).not.toContain('Another');
});
