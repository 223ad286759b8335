import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
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

/**
 * The checkouts that something concerns and whose money is not on its way back, locked. Whatever their status, since
 * one that nothing is known of may be being paid at this moment.
 */
export const lockAffected = (tx: Db, affected: Affected): Promise<CheckoutRow[]> =>
  tx
    .select()
    .from(checkouts)
    .where(and(matching(affected), isNull(checkouts.refundDueAt), isNull(checkouts.refundedAt)))
    .orderBy(asc(checkouts.id))
    .for('update');

/** The checkouts that have bought these tickets and whose money is not on its way back, locked. */
export const lockBuyingOf = (tx: Db, ticketIds: readonly string[]): Promise<CheckoutRow[]> =>
  tx
    .select()
    .from(checkouts)
    .where(
      and(
        isOneOf(checkouts.ticketId, ticketIds),
        isNull(checkouts.refundDueAt),
        isNull(checkouts.refundedAt),
      ),
    )
    .orderBy(asc(checkouts.id))
    .for('update');
