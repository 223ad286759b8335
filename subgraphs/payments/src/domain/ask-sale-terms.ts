import { ask, type MessageHeaders, type RequestInput } from '@arena/events';
import { Conflict } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Quote } from './order.ts';

/**
 * What a ticket costs this buyer at this moment.
 * @throws NotFound, SubgraphUnavailable, Conflict with the reason why it is not for sale to them
 */
export async function askSaleTerms(
  { bus }: App,
  wanted: RequestInput<'tournaments.sale-terms'>,
  headers: MessageHeaders,
): Promise<Quote> {
  const terms = await ask(bus, 'tournaments.sale-terms', wanted, headers);
  if (!terms.isOpen) {
    throw new Conflict(
      terms.closedReason ?? 'SALE_CLOSED',
      'This ticket is not for sale to you at this moment',
    );
  }
  const { tournamentId, subject, priceMinor, currency } = terms;
  const description = `${wanted.kind === 'VIEWER' ? 'A ticket to watch' : 'A seat in'} ${subject}`;
  return { tournamentId, description, amountMinor: priceMinor, currency };
}
