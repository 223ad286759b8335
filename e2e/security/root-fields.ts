import { startAndTeams } from '../catalogue.ts';
import { mailedToken } from '../mailed-token.ts';
import { PASSWORD, registerMember, signIn } from '../started-arena.ts';
import { createStream, untilWatchable } from '../watching.ts';
import type { Belongings, Scene } from './scene.ts';

type Variables = Record<string, unknown>;

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

const newTournament = async ({ newTournament }: Scene) => ({ tournamentId: await newTournament() });
const underWay = async (scene: Scene) => {
  const target = await newTournament(scene);
  await scene.people.organizer.ask(
    'mutation ($tournamentId: ID!) { startTournament(tournamentId: $tournamentId) { id } }',
    target,
  );
  return target;
};
/** a match of a tournament that is under way */
const newMatch = async (scene: Scene) => {
  const { tournamentId } = await underWay(scene);
  return { matchId: await scene.newMatch(tournamentId), tournamentId };
};
const newOffer = async ({ newOffer }: Scene) => ({ offerId: await newOffer() });
/** a session of the player's, and its refresh token */
const newSession = async ({ arena }: Scene) => {
  const { refreshToken, ask } = await signIn(arena, 'player');
  const { data } = await ask('{ me { sessions { id current } } }');
  const { id } = data.me.sessions.find(({ current }: { current: boolean }) => current);
  return { refreshToken, id };
};
/** what every order says besides what it is for */
const orderDetails = ({ arena, next }: Scene) => ({
  successUrl: `${arena.url}/thanks`,
  cancelUrl: `${arena.url}/back`,
  idempotencyKey: `order ${next()}`,
});
const newcomer = ({ arena, next }: Scene) => registerMember(arena, `newcomer_${next()}`);
const byAdministrator = async ({ people }: Scene, change: string) =>
  people.administrator.ask(`mutation ($id: ID!) { ${change} { id } }`, { id: people.outcast.id });

/**
 * What each root field is asked with, but for those without arguments: what is there for all to ask about, or, where
 * asking changes it, something new at each call.
 */
export const rootFields: Record<
  string,
  (scene: Scene, belongings: Belongings) => Variables | Promise<Variables>
> = {
  'Query.user': ({ people }) => ({ id: people.player.id }),
  'Query.userByUsername': () => ({ username: 'player' }),
  'Query.tournament': (_, { tournamentId }) => ({ id: tournamentId }),
  'Query.match': (_, { matchId }) => ({ id: matchId }),
  'Query.team': (_, { teamId }) => ({ id: teamId }),
  'Query.ticket': (_, { ticketId }) => ({ id: ticketId }),
  'Query.ticketByCode': (_, { code }) => ({ code }),
  'Query.availableTickets': (_, { tournamentId }) => ({ tournamentId }),
  'Query.checkout': (_, { paidCheckoutId }) => ({ id: paidCheckoutId }),
  'Query.stream': (_, { streamId }) => ({ id: streamId }),

  'Mutation.register': ({ next }) => {
    const username = `newcomer_${next()}`;
    const input = { email: `${username}@arena.example`, username, displayName: 'New', password: PASSWORD };
    return { input };
  },
  'Mutation.login': () => ({ input: { login: 'player', password: PASSWORD } }),
  'Mutation.refreshSession': newSession,
  'Mutation.logout': newSession,
  'Mutation.endSession': newSession,
  'Mutation.updateProfile': () => ({ input: { displayName: 'Somebody' } }),
  'Mutation.changePassword': () => ({ input: { currentPassword: PASSWORD, newPassword: PASSWORD } }),
  'Mutation.requestPasswordReset': () => ({ email: 'player@arena.example' }),
  'Mutation.resetPassword': async (scene) => {
    const { id, username } = await newcomer(scene);
    await scene.arena.ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', {
      email: `${username}@arena.example`,
    });
    const token = await mailedToken(scene.arena, id, 'PASSWORD_RESET');
    return { input: { token, newPassword: PASSWORD } };
  },
  'Mutation.verifyEmail': async (scene) => {
    const { id } = await newcomer(scene);
    return { token: await mailedToken(scene.arena, id, 'EMAIL_VERIFICATION') };
  },
  'Mutation.suspendUser': async (scene) => {
    await byAdministrator(scene, 'reinstateUser(userId: $id)');
    return { userId: scene.people.outcast.id, reason: 'Cheating' };
  },
  'Mutation.reinstateUser': async (scene) => {
    await byAdministrator(scene, 'suspendUser(userId: $id, reason: "Cheating")');
    return { userId: scene.people.outcast.id };
  },

  'Mutation.createTournament': ({ catalogue }) => ({
    input: {
      ...catalogue,
      name: 'Another cup',
      description: 'A cup',
      isFree: false,
      startsAt: inDays(1),
      endsAt: inDays(2),
      prize: { description: 'A cup', total: { amount: 1, currency: 'COP' } },
    },
  }),
  'Mutation.updateTournament': async (scene) => ({
    input: { ...(await newTournament(scene)), description: 'Another cup' },
  }),
  'Mutation.rescheduleTournament': async (scene) => ({
    input: { ...(await newTournament(scene)), startsAt: inDays(3), endsAt: inDays(4) },
  }),
  'Mutation.setSaleStages': async (scene) => ({ ...(await newTournament(scene)), stages: [] }),
  'Mutation.startTournament': newTournament,
  'Mutation.finishTournament': underWay,
  'Mutation.cancelTournament': async (scene) => ({ ...(await newTournament(scene)), reason: 'Rain' }),
  'Mutation.addSubadmin': async (scene) => ({
    ...(await newTournament(scene)),
    userId: scene.people.friend.id,
  }),
  'Mutation.removeSubadmin': async (scene) => ({
    ...(await newTournament(scene)),
    userId: scene.people.subadmin.id,
  }),
  'Mutation.banFromTournament': async (scene) => ({
    input: {
      ...(await newTournament(scene)),
      userId: scene.people.friend.id,
      reason: 'Cheating',
      refund: false,
    },
  }),
  'Mutation.liftTournamentBan': async (scene) => {
    const target = { ...(await newTournament(scene)), userId: scene.people.friend.id };
    await scene.people.organizer.ask(
      'mutation ($input: BanFromTournamentInput!) { banFromTournament(input: $input) { id } }',
      { input: { ...target, reason: 'Cheating', refund: false } },
    );
    return target;
  },
  'Mutation.renameTeam': ({ next }, { teamId }) => ({ teamId, name: `Team of ${next()}` }),
  'Mutation.createMatch': async (scene) => {
    const { tournamentId } = await newTournament(scene);
    return {
      input: { tournamentId, name: 'Final', ...(await startAndTeams(scene.people.organizer, tournamentId)) },
    };
  },
  'Mutation.rescheduleMatch': async (scene) => {
    const { matchId, tournamentId } = await newMatch(scene);
    const { startsAt } = await startAndTeams(scene.people.organizer, tournamentId);
    return { input: { matchId, startsAt } };
  },
  'Mutation.startMatch': async (scene) => ({ matchId: (await newMatch(scene)).matchId }),
  'Mutation.reportMatchResult': async (scene) => ({
    input: { matchId: (await newMatch(scene)).matchId, outcome: 'DRAW' },
  }),
  'Mutation.correctMatchResult': async (scene) => {
    const { organizer } = scene.people;
    const { matchId, tournamentId } = await newMatch(scene);
    await organizer.ask(
      'mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }',
      { input: { matchId, outcome: 'DRAW' } },
    );
    const { teamIds } = await startAndTeams(organizer, tournamentId);
    return { input: { matchId, winnerTeamId: teamIds[0], reason: 'Miscounted' } };
  },
  'Mutation.cancelMatch': async (scene) => ({
    matchId: (await newMatch(scene)).matchId,
    reason: 'Rain',
  }),
  'Mutation.generateBracket': async ({ newRoster }) => ({
    input: { tournamentId: await newRoster(), format: 'SINGLE_ELIMINATION', name: 'Play-off' },
  }),
  'Mutation.deleteBracket': async ({ people, newRoster }) => {
    const input = { tournamentId: await newRoster(), format: 'SINGLE_ELIMINATION', name: 'Play-off' };
    const { data } = await people.organizer.ask(
      'mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) { brackets { id } } }',
      { input },
    );
    return { bracketId: data.generateBracket.brackets[0].id };
  },
  'Mutation.createGame': ({ next }) => ({
    input: {
      code: `GAME-${next()}`,
      name: 'Duel',
      players: 2,
      maxTeams: 2,
      maxPlayersPerTeam: 1,
      isCooperative: false,
    },
  }),
  'Mutation.createCategory': ({ next }) => ({
    input: { code: `CATEGORY-${next()}`, name: 'Racing', alias: 'RC', participantLimit: 20 },
  }),

  'Mutation.offerTicket': async ({ people, newSeat }) => ({
    ticketId: (await newSeat()).ticketId,
    toUserId: people.friend.id,
  }),
  'Mutation.acceptTicketOffer': newOffer,
  'Mutation.withdrawTicketOffer': newOffer,

  'Mutation.buyParticipantTicket': async (scene) => ({
    input: { tournamentId: await scene.newSale(), ...orderDetails(scene) },
  }),
  'Mutation.buyViewerTicket': async (scene) => ({
    input: { matchId: await scene.newMatch(await scene.newSale()), ...orderDetails(scene) },
  }),
  'Mutation.donate': (scene, { tournamentId }) => ({
    input: { tournamentId, amount: { amount: 500_000, currency: 'COP' }, ...orderDetails(scene) },
  }),
  'Mutation.cancelCheckout': async ({ newDonation }, { tournamentId }) => ({
    checkoutId: await newDonation(tournamentId),
  }),
  'Mutation.confirmCheckout': (_, { paidCheckoutId }) => ({ checkoutId: paidCheckoutId }),
  'Mutation.refundCheckout': async ({ newPaidDonation }, { tournamentId }) => ({
    checkoutId: await newPaidDonation(tournamentId),
    reason: 'Given twice',
  }),

  'Mutation.createStream': async ({ people, newMatch }, { tournamentId }) => {
    const matchId = await newMatch(tournamentId);
    await untilWatchable(people.organizer, matchId);
    const { data } = await people.organizer.ask('{ platforms { id name } }');
    const { id: platformId } = data.platforms.find(({ name }: { name: string }) => name === 'Twitch');
    return { input: { matchId, platformId, url: 'https://www.twitch.tv/arena' } };
  },
  'Mutation.changeStreamUrl': ({ next }, { streamId }) => ({
    streamId,
    url: `https://youtu.be/${next()}`,
  }),
  'Mutation.removeStream': async ({ people, newMatch }, { tournamentId }) => ({
    streamId: await createStream(people.organizer, await newMatch(tournamentId)),
  }),
  'Mutation.joinStream': async ({ people, newMatch }, { tournamentId, code }) => {
    const matchId = await newMatch(tournamentId);
    await createStream(people.organizer, matchId);
    return { input: { matchId, ticketCode: code } };
  },
  'Mutation.leaveStream': async ({ people, newMatch }, { tournamentId }) => {
    const matchId = await newMatch(tournamentId);
    await untilWatchable(people.organizer, matchId);
    return { matchId };
  },
  'Mutation.kickViewer': ({ people }, { matchId }) => ({
    input: { matchId, userId: people.outcast.id, reason: 'Spoilers' },
  }),
  'Mutation.unbanViewer': ({ people }, { matchId }) => ({ matchId, userId: people.outcast.id }),

  'Mutation.markNotificationRead': (_, { notificationId }) => ({ id: notificationId }),
  'Mutation.updateNotificationPreferences': () => ({
    preferences: [{ kind: 'STREAM_STARTED', channels: ['IN_APP'] }],
  }),
  'Mutation.announce': ({ next }, { tournamentId }) => ({
    input: { tournamentId, to: ['PARTICIPANTS'], title: `News ${next()}`, body: 'The cup is polished.' },
  }),
};
