import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { CheckoutRow } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';
import { donatedAt } from './donation.ts';

/** A page of donations; the whole list is counted only when asked for. */
export type DonationPage = Connection<CheckoutRow> & { totalCount: () => Promise<number> };

const list = keyset<CheckoutRow, typeof instantKeySchema>({
  name: 'donations',
  key: instantKeySchema,
  keyOf: (row) => [donatedAt(row).toISOString(), row.id],
});

/**
 * A page of what was given to a tournament, the last first; without what has gone back or is disputed.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listDonations(
  loaders: Loaders,
  tournamentId: string,
  args: PageArguments,
): Promise<DonationPage> {
  const page = list.parse(args);
  const rows = await loaders.donationsOf.load(tournamentId, page);
  const totalCount = async () => (await loaders.donationSumOf.load(tournamentId)).count;
  return { ...list.connect(rows, page), totalCount };
}
