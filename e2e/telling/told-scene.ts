import { eventually, onServer, register } from '@arena/testing';
import { startSmtpServer, type Received } from '../../subgraphs/notifications/test/smtp-server-on-trial.ts';
import { planMatch, registerAdministrator } from '../catalogue.ts';
import { registerMember, startedArena, type Member } from '../started-arena.ts';

/** People, one of whom reads Spanish, on a platform that hands its mails over to a server of the test's own. */
export async function toldScene() {
  const server = await startSmtpServer();
  const arena = await startedArena({
    ...{ SMTP_URL: server.url, MAIL_RATE_PER_SECOND: '1000', UPDATE_WINDOW_MS: '0' },
  });
  const administrator = await registerAdministrator(arena);
  const [organizer, assistant, fan, follower, donor] = (await Promise.all(
    ['organizer', 'assistant', 'fan', 'follower', 'donor'].map((name) => registerMember(arena, name)),
  )) as [Member, Member, Member, Member, Member];
  const player = await registerMember(arena, 'player', 'ES');

  const inNotifications = <T>(work: Parameters<typeof onServer<T>>[1]) =>
    onServer<T>(arena.databaseUrls.notifications, work);
  const waiting = () =>
    inNotifications(
      (sql) => sql`
        select id from fan_outs where finished_at is null union all select id from mails where state = 'QUEUED'`,
    );

  const mailTo = ({ username }: Member, subject: string): Received => {
    const mail = server.received.find(
      ({ to, parsed }) => to.includes(`${username}@arena.example`) && parsed.subject === subject,
    );
    if (!mail) throw new Error(`There is no mail ${subject}`);
    return mail;
  };

  return register(
    'told scene',
    {
      ...{ arena, server, inNotifications, mailTo },
      people: { administrator, organizer, assistant, player, fan, follower, donor },
      /** The token in the link of a mail to a page of the web client. */
      tokenIn: ({ parsed }: Received, page: string): string =>
        decodeURIComponent(new RegExp(`/${page}\\?token=(\\S+)`).exec(parsed.text ?? '')?.[1] ?? ''),
      /** Waits until all that is to be told has been. */
      untilNothingWaits: () => eventually(waiting, ({ length }) => length === 0),
      /** Plans "Match n" of a tournament, and waits until it is known by its name to whoever tells of it. */
      plan: async (tournamentId: string, n: number): Promise<string> => {
        const id = await planMatch(organizer, tournamentId, n);
        await eventually(
          () => inNotifications((sql) => sql`select id from matches where id = ${id} and name is not null`),
          ({ length }) => length > 0,
        );
        return id;
      },
    },
    async () => {
      await arena[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  );
}

export type ToldScene = Awaited<ReturnType<typeof toldScene>>;
