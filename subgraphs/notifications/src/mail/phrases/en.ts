import type { Phrases } from './phrases.ts';

export const EN: Phrases = {
  language: 'en',
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  verification: {
    lead: 'Somebody, most likely you, has given this address for an account at Arena. Please confirm that it is yours.',
    link: 'Confirm the address',
    note: 'The link and the code work once and for a limited time. If it was not you, leave this mail alone: without it nobody can confirm the address.',
  },
  reset: {
    lead: 'A new password has been asked for, for your account at Arena.',
    link: 'Set a new password',
    note: 'The link and the code work once and for a short time. If it was not you, leave this mail alone: your password stays as it is.',
  },
  orCode: 'Or enter this code where you are asked for it:',
  ticket: {
    code: 'The code of your ticket:',
    alt: 'The code of your ticket as a QR code',
    note: 'Show it where you are asked for your ticket, and to nobody else: whoever knows the code can use it.',
  },
  reminder: {
    subject: (count, day) => `Your ${count} matches on ${day}`,
    lead: 'These are your matches of the day:',
    match: 'A match',
  },
  announcement: {
    subject: (tournament, title) => (tournament === null ? title : `${tournament}: ${title}`),
    lead: (tournament) => `Those who run ${tournament ?? 'the tournament'} write to you:`,
  },
  footer: 'You get this mail because you have an account at Arena.',
  securityFooter:
    'You get this mail because it is about the safety of an account at Arena. Such mails cannot be turned off.',
  unsubscribe: 'Get no more mails of this kind',
};
