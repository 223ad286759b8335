import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { holdings, members, type HoldingRow, type MemberRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/**
 * Remembers that a ticket has passed to somebody, or to nobody, from then on and until it next passed on, as far as that
 * is known; who had it before had it until then. Its tournament must be locked.
 */
export async function rememberHolding(tx: Db, holding: Omit<HoldingRow, 'until'>): Promise<void> {
  const { ticketId, since } = holding;
  const ofTicket = eq(holdings.ticketId, ticketId);
  const at = sql`${since.toISOString()}::timestamptz`;
  const next = tx
    .select({ at: sql`min(${holdings.since})` })
    .from(holdings)
    .where(and(ofTicket, gt(holdings.since, at)));
  await tx
    .insert(holdings)
    .values({ ...holding, until: sql`(${next})` })
    .onConflictDoNothing();
  const previous = tx
    .select({ at: sql`max(${holdings.since})` })
    .from(holdings)
    .where(and(ofTicket, lt(holdings.since, at)));
  await tx
    .update(holdings)
    .set({ until: since })
    .where(and(ofTicket, eq(holdings.since, sql`(${previous})`)));
}

/** Remembers in which team the owner of a ticket plays, unless something newer is known. */
export async function rememberMember(tx: Db, member: MemberRow): Promise<void> {
  const { teamId, toldAt } = member;
  await tx
    .insert(members)
    .values(member)
    .onConflictDoUpdate({
      target: [members.ticketId, members.userId],
      set: { teamId, toldAt },
      setWhere: lt(members.toldAt, toldAt),
    });
}
