import { eventually } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForSeat, checkoutOnce, opened, pageOf, press } from '../buying.ts';
import { makeCatalogue, organizeTournament, type Catalogue } from '../catalogue.ts';
import { boughtView, givenDonation, untilForSale } from '../purchases.ts';
import type { Member } from '../started-arena.ts';
import { feedOf, TRANSPORTS, type Feed } from '../telling/feeds.ts';
import { announced, calledOff, toEach, welcomed } from '../telling/expected.ts';
import { inEnglish, inSpanish } from '../telling/in-words.ts';
import { told, toldByMail, toldInApp } from '../telling/telling.ts';
import { toldScene, type ToldScene } from '../telling/told-scene.ts';
import { inboxOf, toldSoFar, type ToldSoFar } from '../telling/told-so-far.ts';
import { createStream } from '../watching.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const STARTS_AT = inDays(20);
const MATCH_AT = inDays(21);
const ENDS_AT = inDays(25);
/** What is told only to see whether somebody hears. */
const WARM_UP = 'Warm-up';

let scene: ToldScene;
let people: ToldScene['people'];
let so: ToldSoFar;
let catalogue: Catalogue;
let feeds: Feed[] = [];
let cup: { id: string; matchId: string };

beforeAll(async () => {
  scene = await toldScene();
  people = scene.people;
  so = toldSoFar(Object.values(people), scene.server, (line) => line.includes(WARM_UP));
  catalogue = await makeCatalogue(scene.arena, people.administrator);
});
afterAll(async () => {
  for (const { stop } of feeds) stop();
  await scene[Symbol.asyncDispose]();
});

test('whoever registers is welcomed, and verifies their address by the mail, each in their language', async () => {
  await so.expectTold(...welcomed(people));

  // the donor leaves theirs alone
  for (const member of [people.organizer, people.assistant, people.player, people.fan, people.follower]) {
    const subject =
      member === people.player ? 'Confirma tu correo electrónico' : 'Confirm your e-mail address';
    const token = scene.tokenIn(scene.mailTo(member, subject), 'verify-email');
    const { data } = await scene.arena.ask(
      'mutation ($token: String!) { verifyEmail(token: $token) { id } }',
      {
        token,
      },
    );
    expect(data.verifyEmail).toEqual({ id: member.id });
  }
});

test('what is told is heard at once, over each transport', async () => {
  feeds = [
    feedOf(scene.arena.url, people.organizer, TRANSPORTS.overWebSocket),
    feedOf(scene.arena.url, people.player, TRANSPORTS.overSse),
    feedOf(scene.arena.url, people.fan, TRANSPORTS.overMultipart),
  ];
  // what is told before a subscription stands is not heard
  for (let n = 1; feeds.some(({ heard }) => heard.length === 0); n += 1) {
    await organizeTournament(people.organizer, catalogue, n, { name: `${WARM_UP} ${n}` });
    await eventually(
      () => inboxOf(people.organizer),
      (inbox) => inbox.some(({ title }) => title.endsWith(`${WARM_UP} ${n}`)),
    );
  }
  await scene.untilNothingWaits();
});

const CHOOSE = `mutation ($kind: NotificationKind!) {
  updateNotificationPreferences(preferences: [{ kind: $kind, channels: [IN_APP, EMAIL] }]) { kind }
}`;

const newTournament = (n: number) =>
  organizeTournament(people.organizer, catalogue, n, { startsAt: STARTS_AT, endsAt: ENDS_AT });

test('a new tournament is told to all, and by mail to those who wish it and whose address is known to be theirs', async () => {
  for (const { ask } of [people.follower, people.assistant, people.donor])
    await ask(CHOOSE, { kind: 'TOURNAMENT_CREATED' });
  const id = await newTournament(1);
  await so.expectTold(...announced(people, 'Cup 1', STARTS_AT, [people.follower, people.assistant]));
  await people.organizer.ask(
    'mutation ($id: ID!, $user: ID!) { addSubadmin(tournamentId: $id, userId: $user) { id } }',
    {
      id,
      user: people.assistant.id,
    },
  );
  await so.expectTold(
    told('assistant', 'You help to run Cup 1', 'You have been made one of those who run Cup 1.'),
  );
  cup = { id, matchId: '' };
});

const buySeat = async (member: Member, tournamentId: string) => {
  await untilForSale(scene.arena.ask, tournamentId);
  const checkout = await opened(askForSeat(member, { origin: scene.arena.url, tournamentId }));
  await press(pageOf(checkout), 'Pay');
  await checkoutOnce(member, checkout, 'SUCCEEDED');
};

test('a seat and a ticket to watch come by mail, with their code', async () => {
  await buySeat(people.player, cup.id);
  cup.matchId = await scene.plan(cup.id, 1);
  await boughtView(scene.arena, people.fan, cup.matchId);
  await so.expectTold(
    told('player', 'Tu entrada: Cup 1', 'Tienes una entrada para jugar en Cup 1.'),
    told('fan', 'Your ticket: Match 1', 'You have a ticket to watch Match 1 in Cup 1.'),
  );
  const seat = await people.player.ask('query ($id: ID!) { tournament(id: $id) { myTicket { code } } }', {
    id: cup.id,
  });
  expect(scene.mailTo(people.player, 'Tu entrada: Cup 1').parsed.text).toContain(
    seat.data.tournament.myTicket.code,
  );
  const view = await people.fan.ask('query ($id: ID!) { match(id: $id) { myTicket { code } } }', {
    id: cup.matchId,
  });
  expect(scene.mailTo(people.fan, 'Your ticket: Match 1').parsed.text).toContain(
    view.data.match.myTicket.code,
  );
});

test('a match is followed from its new date to its winner by those whom it concerns', async () => {
  const { matchId } = cup;
  await people.organizer.ask(
    'mutation ($input: RescheduleMatchInput!) { rescheduleMatch(input: $input) { id } }',
    {
      input: { matchId, startsAt: MATCH_AT },
    },
  );
  await so.expectTold(
    ...toEach(
      [people.organizer, people.assistant, people.fan],
      told,
      'A new date: Match 1',
      `Match 1 in Cup 1 has been moved: it starts on ${inEnglish(MATCH_AT)}.`,
    ),
    told(
      'player',
      'Nueva fecha: Match 1',
      `Match 1 de Cup 1 ha cambiado de fecha: comienza el ${inSpanish(MATCH_AT)}.`,
    ),
  );

  await createStream(people.organizer, matchId);
  await people.organizer.ask('mutation ($id: ID!) { startTournament(tournamentId: $id) { id } }', {
    id: cup.id,
  });
  await people.organizer.ask('mutation ($id: ID!) { startMatch(matchId: $id) { id } }', { id: matchId });
  await so.expectTold(
    toldInApp('fan', 'Live now: Match 1', 'Match 1 in Cup 1 has started, and you can watch it.'),
    toldInApp('player', 'En vivo: Match 1', 'Match 1 de Cup 1 ha comenzado y puedes verla.'),
  );

  await people.organizer.ask('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
    input: { matchId, userId: people.fan.id, reason: 'Spoilers' },
  });
  await so.expectTold(
    toldInApp(
      'fan',
      'You can no longer watch Match 1',
      'You have been sent away from Match 1 in Cup 1. The reason given: Spoilers',
    ),
  );

  const { data } = await people.player.ask(
    'query ($id: ID!) { tournament(id: $id) { myTeam { id name } } }',
    {
      id: cup.id,
    },
  );
  const { id: winnerTeamId, name } = data.tournament.myTeam;
  await people.organizer.ask(
    'mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }',
    {
      input: { matchId, winnerTeamId },
    },
  );
  await so.expectTold(
    toldInApp('fan', 'Match 1 has been won', `Match 1 in Cup 1 was won by ${name}.`),
    toldInApp('player', 'Hay ganador en Match 1', `En Match 1 de Cup 1 ganó ${name}.`),
  );
});

test('a donation is confirmed to whoever gave it, and told to those who run the tournament', async () => {
  await givenDonation(scene.arena, people.donor, cup.id);
  await so.expectTold(
    told('donor', 'Thank you for your donation', 'Your donation of COP 5,000.00 to Cup 1 has arrived.'),
    ...toEach(
      [people.organizer, people.assistant],
      toldInApp,
      'A donation for Cup 1',
      'Somebody has donated COP 5,000.00 to Cup 1.',
    ),
  );
});

test('one click on the link of a mail ends mails of that kind for that person alone', async () => {
  const { headers } = scene.mailTo(people.follower, 'A new tournament: Cup 1').parsed;
  const { unsubscribe } = headers.get('list') as unknown as { unsubscribe: { url: string } };
  expect(new URL(unsubscribe.url).port).toBe(new URL(scene.arena.url).port);
  const answer = await fetch(unsubscribe.url, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(answer.status).toBe(200);
  const chosen = await people.follower.ask('{ me { notificationPreferences { kind channels } } }');
  expect(chosen.data.me.notificationPreferences).toContainEqual({
    kind: 'TOURNAMENT_CREATED',
    channels: ['IN_APP'],
  });
  expect(chosen.data.me.notificationPreferences).toContainEqual({
    kind: 'TICKET_ISSUED',
    channels: ['IN_APP', 'EMAIL'],
  });

  cup = { id: await newTournament(2), matchId: '' };
  await so.expectTold(...announced(people, 'Cup 2', STARTS_AT, [people.assistant]));
});

test('a tournament that is called off is told to its people once, and that their money has gone back', async () => {
  await buySeat(people.player, cup.id);
  cup.matchId = await scene.plan(cup.id, 2);
  await boughtView(scene.arena, people.fan, cup.matchId);
  await so.expectTold(
    told('player', 'Tu entrada: Cup 2', 'Tienes una entrada para jugar en Cup 2.'),
    told('fan', 'Your ticket: Match 2', 'You have a ticket to watch Match 2 in Cup 2.'),
  );
  await people.organizer.ask(
    'mutation ($id: ID!) { cancelTournament(tournamentId: $id, reason: "Rain") { id } }',
    {
      id: cup.id,
    },
  );
  await so.expectTold(...calledOff(people));
});

test('whoever listened has heard what they were told, each their own and once', async () => {
  const heard = () => feeds.map((feed) => feed.heard.filter((line) => !line.includes(WARM_UP)).sort());
  // they began to listen once they had been welcomed
  const meant = feeds.map(({ username }) =>
    so.inApp(username).filter((line) => !/Welcome|Confirm|bienvenida/.test(line)),
  );
  await eventually(
    async () => heard().flat().length,
    (length) => length >= meant.flat().length,
  );
  expect(heard()).toEqual(meant);
});

test('a forgotten password is set anew by the mail, and that is told too', async () => {
  await scene.arena.ask('mutation { requestPasswordReset(email: "player@arena.example") }');
  await so.expectTold(
    toldByMail(
      'player',
      'Elige una nueva contraseña',
      'Se ha pedido una nueva contraseña para tu cuenta en Arena.',
    ),
  );
  const token = scene.tokenIn(scene.mailTo(people.player, 'Elige una nueva contraseña'), 'reset-password');
  const { data } = await scene.arena.ask(
    'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }',
    { input: { token, newPassword: 'staple battery horse' } },
  );
  people.player.ask = scene.arena.askWith(data.resetPassword.accessToken);
  await so.expectTold(
    told(
      'player',
      'Tu contraseña ha cambiado',
      'La contraseña de tu cuenta ha cambiado. Si no fuiste tú, elige otra de inmediato.',
    ),
  );
});

test('nothing is left to be told; the only mails that were not sent are those to an address nobody has verified', async () => {
  await scene.untilNothingWaits();
  await so.expectTold();
  const mails = await scene.inNotifications((sql) => sql`select user_id, kind, state, reason from mails`);
  const parked = {
    user_id: people.donor.id,
    kind: 'TOURNAMENT_CREATED',
    state: 'PARKED',
    reason: 'ADDRESS_UNVERIFIED',
  };
  expect(mails.filter(({ state }) => state !== 'SENT')).toEqual([parked, parked]);
  expect(mails.filter(({ state }) => state === 'SENT')).toHaveLength(so.mailCount());
});
