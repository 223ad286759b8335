import { between, oneOf } from '../chance.ts';
import { actorOf, type Actor } from '../client/actor.ts';
import { openSale } from '../world/open-sale.ts';
import type { Sale, World } from '../world/world.ts';
import type { Act, Stage } from './act.ts';
import { buySeatOf, order, pay } from './purchases.ts';

/** A sale that has seats left, and none of this person's. */
const saleFor = ({ person }: Actor, { sales }: World): Sale | undefined =>
  oneOf(sales.filter(({ id, left }) => left > 0 && !person.seats.has(id)));

/** Measures a whole purchase. */
async function timed({ tally }: Stage, purchase: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await purchase();
  tally().purchases.push(performance.now() - startedAt);
}

const buySeat: Act = {
  name: 'buy a seat',
  weight: 4,
  perform: async (actor, stage) => {
    const { world } = stage;
    await world.refill(() =>
      openSale(actorOf(oneOf(world.organizers) ?? actor.person, actor.connection), world),
    );
    const sale = saleFor(actor, world);
    if (!sale) return;
    sale.left -= 1;
    await timed(stage, () => buySeatOf(actor, sale.id));
  },
};

const buyView: Act = {
  name: 'buy a ticket to watch',
  weight: 2.5,
  perform: async (actor, stage) => {
    const matchIds = stage.world.sales.flatMap((sale) => sale.matchIds);
    const matchId = oneOf(matchIds.filter((id) => !actor.person.views.has(id)));
    if (matchId === undefined) return;
    await timed(stage, async () => pay(actor, await order(actor, 'buy-viewer-ticket', { matchId })));
    actor.person.views.add(matchId);
  },
};

const give: Act = {
  name: 'give',
  weight: 0.8,
  perform: async (actor, stage) => {
    const tournamentId = oneOf(stage.world.sales)?.id;
    const amount = { amount: Math.round(between(250_000, 5_000_000)), currency: 'COP' };
    await timed(stage, async () =>
      pay(actor, await order(actor, 'donate', { tournamentId, amount, message: 'Play well!' })),
    );
  },
};

const thinkBetter: Act = {
  name: 'call an order off',
  weight: 0.8,
  perform: async (actor, { world }) => {
    const sale = saleFor(actor, world);
    if (!sale) return;
    const { id: checkoutId } = await order(actor, 'buy-participant-ticket', { tournamentId: sale.id });
    await actor.ask({ operation: 'cancel-checkout', variables: { checkoutId } });
  },
};

type Offered = { offerTicket: { id: string } };
type Accepted = { acceptTicketOffer: { id: string } };

/** Hands a seat over to somebody who has none of that tournament. */
const handOver: Act = {
  name: 'hand a ticket over',
  weight: 0.6,
  perform: async (actor, { world }) => {
    const { seats } = actor.person;
    const sale = oneOf(world.sales.filter(({ id }) => seats.has(id)));
    if (!sale) return;
    await world.withSomebody(async (other) => {
      if (other.seats.has(sale.id)) return;
      const ticketId = seats.get(sale.id);
      const variables = { ticketId, toUserId: other.id };
      const { offerTicket } = await actor.ask<Offered>({ operation: 'offer-ticket', variables });
      const offerId = offerTicket.id;
      const { ask } = actorOf(other, actor.connection);
      const { acceptTicketOffer } = await ask<Accepted>({
        operation: 'accept-ticket-offer',
        variables: { offerId },
      });
      other.seats.set(sale.id, acceptTicketOffer.id);
      seats.delete(sale.id);
    });
  },
};

/** What people do with money and tickets. */
export const SHOPPING: Act[] = [buySeat, buyView, give, thinkBetter, handOver];
