import { ticketType, type TicketType } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';

export type TicketSales = {
  type: TicketType;
  sold: number;
  canceled: number;
  gross: { amount: number; currency: string };
};

/** What a tournament has sold by type of ticket, for its staff; null for others. */
export async function ticketSales(loaders: Loaders, tournamentId: string): Promise<TicketSales[] | null> {
  if (!(await loaders.ownStaffRole.load(tournamentId))) return null;
  const [sales, currency] = await Promise.all([
    loaders.salesOf.load(tournamentId),
    loaders.currencyOf.load(tournamentId),
  ]);
  // nothing is for sale before it is told in which currency
  if (currency === null) return [];
  return ticketType.enumValues.map((type) => {
    const { sold = 0, canceled = 0, grossMinor = 0 } = sales.find((row) => row.type === type) ?? {};
    return { type, sold, canceled, gross: { amount: grossMinor, currency } };
  });
}
