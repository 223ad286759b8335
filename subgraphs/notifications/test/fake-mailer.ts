import type { Contact, Mailer, Outcome, RenderableMail } from '../src/mail/mail.ts';

export type SentMail = { mail: RenderableMail; to: Contact };

/** Hands mails over to nobody, and remembers them; whoever tests says which are not taken. */
export function fakeMailer() {
  const tried: SentMail[] = [];
  const sent: SentMail[] = [];
  let answer: (one: SentMail) => Outcome | Promise<Outcome> = () => 'SENT';
  const mailer: Mailer = {
    send: async (mail, to) => {
      tried.push({ mail, to });
      const outcome = await answer({ mail, to });
      if (outcome === 'SENT') sent.push({ mail, to });
      return outcome;
    },
    close: async () => {},
  };
  return {
    mailer,
    /** what has been tried, whatever came of it */
    tried,
    /** what was taken over */
    sent,
    /** Has mails be answered like that; taken over again if called with nothing. */
    answer: (how: typeof answer = () => 'SENT'): void => void (answer = how),
    sentTo: (userId: string) => sent.filter(({ to }) => to.userId === userId).map(({ mail }) => mail),
  };
}

export type FakeMailer = ReturnType<typeof fakeMailer>;
