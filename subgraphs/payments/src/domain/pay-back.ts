import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { changeCheckout, type Change, type Learnt } from './change-checkout.ts';

type Tx = Queryable<typeof schema>;

/** What becomes of a paid checkout whose money is to go back; one that was not paid, or goes back already, stays. */
export const toPayBack = (
  { paidAt, refundDueAt, refundedAt }: CheckoutRow,
  reason: string,
  now: Date,
): Learnt => (paidAt && !refundDueAt && !refundedAt ? { refundDueAt: now, reason } : {});

/** What becomes of a checkout that nobody is to pay any more; one that is being paid or closed stays. */
export const toClose = ({ status, closeDueAt }: CheckoutRow, reason: string, now: Date): Learnt =>
  status === 'PENDING' && !closeDueAt ? { closeDueAt: now, reason, lookAt: now } : {};

/** Has the money of a locked checkout go back. */
export const payBack = (
  app: App,
  tx: Tx,
  checkout: CheckoutRow,
  reason: string,
  headers: MessageHeaders,
): Promise<Change> => changeCheckout(app, tx, checkout, toPayBack(checkout, reason, app.now()), headers);

/** Has locked checkouts closed that are still to be paid. */
export async function closeOpen(
  app: App,
  tx: Tx,
  checkouts: readonly CheckoutRow[],
  reason: string,
  headers: MessageHeaders,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const one of checkouts) {
    changes.push(await changeCheckout(app, tx, one, toClose(one, reason, app.now()), headers));
  }
  return changes;
}

/** Calls locked checkouts off: the money of those that are paid goes back, the others are closed. */
export async function callOff(
  app: App,
  tx: Tx,
  checkouts: readonly CheckoutRow[],
  reason: string,
  headers: MessageHeaders,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const one of checkouts) {
    const learnt = (one.paidAt ? toPayBack : toClose)(one, reason, app.now());
    changes.push(await changeCheckout(app, tx, one, learnt, headers));
  }
  return changes;
}
