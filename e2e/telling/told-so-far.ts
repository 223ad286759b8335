import { isDeepStrictEqual } from 'node:util';
import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import type { SmtpServerOnTrial } from '../../subgraphs/notifications/test/smtp-server-on-trial.ts';
import type { Member } from '../started-arena.ts';
import { lineOf, type Telling } from './telling.ts';

type Shown = { title: string; body: string };

const INBOX = '{ me { notifications(first: 100) { nodes { title body } } } }';

/** All that a person finds among their notifications. */
export const inboxOf = async ({ ask }: Member): Promise<Shown[]> =>
  (await ask(INBOX)).data.me.notifications.nodes;

/** A mail as its reader sees it: below the title and the greeting, what it says. */
const readMails = ({ received }: SmtpServerOnTrial): string[] =>
  received.flatMap(({ to, parsed: { subject, text } }) =>
    to.map((address) => {
      const body = text?.split('\n\n')[2] ?? '';
      return lineOf({ to: address.replace(/@arena\.example$/, ''), title: subject ?? '', body });
    }),
  );

/**
 * Keeps account of all that some people are meant to have been told, in the app and by mail.
 * @param isIgnored says of a line in the app that it is none of this
 */
export function toldSoFar(
  members: readonly Member[],
  server: SmtpServerOnTrial,
  isIgnored: (line: string) => boolean,
) {
  const meant: Telling[] = [];
  const linesBy = (way: Telling['ways'][number]) =>
    meant
      .filter(({ ways }) => ways.includes(way))
      .map(lineOf)
      .sort();
  const inInboxes = async () => {
    const all = members.map(async (member) =>
      (await inboxOf(member)).map((one) => lineOf({ to: member.username, ...one })),
    );
    return (await Promise.all(all))
      .flat()
      .filter((line) => !isIgnored(line))
      .sort();
  };

  return {
    /** Waits until these have been told besides, and makes sure that nothing else has been, to anybody. */
    expectTold: async (...news: Telling[]): Promise<void> => {
      meant.push(...news);
      const wanted = { inboxes: linesBy('inbox'), mails: linesBy('mail') };
      const seen = await eventually(
        async () => ({ inboxes: await inInboxes(), mails: readMails(server).sort() }),
        (now) => isDeepStrictEqual(now, wanted),
      );
      expect(seen).toEqual(wanted);
    },
    /** What somebody is meant to find in the app, as lines. */
    inApp: (username: string): string[] =>
      linesBy('inbox').filter((line) => line.startsWith(`${username}: `)),
    mailCount: (): number => linesBy('mail').length,
  };
}

export type ToldSoFar = ReturnType<typeof toldSoFar>;
