import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow, type CheckoutType } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Which checkouts something concerns; every part given must match. */
export type Affected = {
  types: readonly CheckoutType[];
  tournamentId?: string;
  matchId?: string;
  buyerId?: string;
};

const matching = ({ types, tournamentId, matchId, buyerId }: Affected): SQL | undefined =>
  and(
    inArray(checkouts.type, [...types]),
    tournamentId === undefined ? undefined : eq(checkouts.tournamentId, tournamentId),
    matchId === undefined ? undefined : eq(checkouts.matchId, matchId),
    buyerId === undefined ? undefined : eq(checkouts.buyerId, buyerId),
  );

// in one order, so that no two who lock several wait for each other
const lockWhere = (tx: Db, condition: SQL | undefined) =>
  tx.select().from(checkouts).where(condition).orderBy(asc(checkouts.id)).for('update');

const isNotGoingBack = and(isNull(checkouts.refundDueAt), isNull(checkouts.refundedAt));

/**
 * The next so many of the checkouts that something concerns and whose money is not on its way back, in the order of their
 * ids, locked. Whatever their status, since one that nothing is known of may be being paid at this moment.
 */
export const lockAffected = (
  tx: Db,
  affected: Affected,
  { after, limit }: { after: string | null; limit: number },
): Promise<CheckoutRow[]> =>
  lockWhere(
    tx,
    and(matching(affected), isNotGoingBack, after === null ? undefined : gt(checkouts.id, after)),
  ).limit(limit);

/** The checkouts that something concerns and that are still to be paid, locked. */
export const lockOpen = (tx: Db, affected: Affected): Promise<CheckoutRow[]> =>
  lockWhere(tx, and(matching(affected), eq(checkouts.status, 'PENDING')));

/** The checkouts that have bought these tickets and whose money is not on its way back, locked. */
export const lockBuyingOf = (tx: Db, ticketIds: readonly string[]): Promise<CheckoutRow[]> =>
  lockWhere(tx, and(isOneOf(checkouts.ticketId, ticketIds), isNotGoingBack));
