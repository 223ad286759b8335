import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { Change } from './change-checkout.ts';
import { payBack } from './pay-back.ts';
import { reasonAgainstTicket } from './reasons-to-pay-back.ts';

/** Has the money of locked checkouts go back whose ticket was issued, and taken for a reason that pays back. */
export async function payBackIssued(
  app: App,
  tx: Queryable<typeof schema>,
  checkouts: readonly CheckoutRow[],
  headers: MessageHeaders,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const one of checkouts) {
    // a ticket that was only held for it has not been taken from its buyer
    const reason = one.ticketId && one.issuedAt ? await reasonAgainstTicket(tx, one.ticketId) : null;
    if (reason !== null) changes.push(await payBack(app, tx, one, reason, headers));
  }
  return changes;
}
