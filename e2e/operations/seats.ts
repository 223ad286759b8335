import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import { press } from '../buying.ts';
import type { People } from './accounts.ts';
import { onceSucceeded, pay, terms } from './paying.ts';
import type { Person, Stage } from './stage.ts';
import { NAME } from './tournaments.ts';

const PRICE = { amount: 2_000_000, currency: 'COP' };

const openSeat = async (stage: Stage, { run }: Person, tournamentId: string) =>
  (await run('BuyParticipantTicket', { input: { tournamentId, ...terms(stage) } })).buyParticipantTicket;

/** What somebody is in the tournament, once they have a team. */
async function onceInTeam({ run }: Person, id: string) {
  const { tournament } = await eventually(
    () => run('MyPartInTournament', { id }),
    (shown) => shown.tournament.myTeam !== null,
  );
  return tournament;
}

/** The player buys a seat and gets a place in a team, while others look on. */
export async function buySeat(stage: Stage, { player, fan }: People, tournamentId: string): Promise<void> {
  const { visitor } = stage;
  const page = fan.watch('WatchTournament', { tournamentId });
  const seats = visitor.watch('WatchTicketAvailability', { tournamentId });

  const opened = await openSeat(stage, player, tournamentId);
  expect(opened).toMatchObject({ status: 'PENDING', amount: PRICE, ticket: null });
  const payment = player.watch('WatchCheckout', { checkoutId: opened.id });
  const { tournament: held } = await player.run('MyPartInTournament', { id: tournamentId });
  expect(held).toMatchObject({ myRole: null, myTeam: null, myTicket: { status: 'RESERVED' } });

  await press(opened.paymentUrl, 'Pay');
  const { confirmCheckout } = await player.run('ConfirmCheckout', { checkoutId: opened.id });
  expect(confirmCheckout).toMatchObject({
    status: expect.stringMatching(/^(PROCESSING|SUCCEEDED)$/),
    paymentUrl: null,
  });
  const { ticket, tournament } = await onceSucceeded(player, opened);
  expect(tournament).toEqual({ id: tournamentId, name: NAME });
  expect(ticket).toMatchObject({ status: 'ACTIVE', code: expect.stringMatching(/^TKT-/) });

  const { id, code } = ticket;
  const { myRole, myTeam, myTicket } = await onceInTeam(player, tournamentId);
  expect({ myRole, myTicket }).toEqual({ myRole: 'PARTICIPANT', myTicket: ticket });
  await payment.hears({ status: 'SUCCEEDED', paymentUrl: null, ticket: { id, status: 'ACTIVE', code } });
  await seats.hears({ total: 4, available: 3, reserved: 0, sold: 1 });
  const members = [{ user: { id: player.id, displayName: 'PLAYER' } }];
  await page.hears({ name: NAME, teams: expect.arrayContaining([{ ...myTeam, members }]) });
}

/** The player finds the ticket among their own, and the payment among what has moved. */
export async function lookAtPurchases({ player }: People): Promise<void> {
  const { me } = await player.run('MyTickets', { status: ['ACTIVE'] });
  expect(me.tickets.nodes).toMatchObject([{ price: PRICE, tournament: { name: NAME } }]);
  const { me: account } = await player.run('MyTransactions');
  expect(account.transactions.nodes).toMatchObject([
    {
      type: 'PARTICIPANT_SALE',
      amount: PRICE,
      checkout: { status: 'SUCCEEDED', tournament: { name: NAME } },
    },
  ]);
}

/** The rival calls a purchase off, buys after all, and hands the seat on to a friend, who plays instead. */
export async function handSeatOn(stage: Stage, people: People, tournamentId: string): Promise<void> {
  const { rival, friend } = people;
  const { id: checkoutId } = await openSeat(stage, rival, tournamentId);
  const { cancelCheckout } = await rival.run('CancelCheckout', { checkoutId });
  expect(cancelCheckout).toEqual({ id: checkoutId, status: 'CANCELED', paymentUrl: null, ticket: null });

  const { ticket } = await pay(rival, await openSeat(stage, rival, tournamentId));
  const { myTeam } = await onceInTeam(rival, tournamentId);
  const { offerTicket } = await rival.run('OfferTicket', { ticketId: ticket.id, toUserId: friend.id });
  expect(offerTicket.to).toEqual({ username: 'friend' });
  const { me } = await friend.run('MyTickets');
  expect(me.ticketOffers).toMatchObject([{ id: offerTicket.id, from: { username: 'rival' } }]);

  const { acceptTicketOffer } = await friend.run('AcceptTicketOffer', { offerId: offerTicket.id });
  expect(acceptTicketOffer).toMatchObject({ id: ticket.id, status: 'ACTIVE', tournament: { name: NAME } });
  expect(acceptTicketOffer.code, 'the rival knows the old one').not.toBe(ticket.code);
  expect((await onceInTeam(friend, tournamentId)).myTeam).toEqual(myTeam);
}
