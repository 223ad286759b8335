import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { updateCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow, CheckoutStatus } from '../db/schema.ts';
import { eventsOf } from './checkout-events.ts';
import { isClosed, isUnsettled, statusOf } from './checkout-status.ts';
import { tellCheckoutUpdated } from './tell-checkout-updated.ts';

type Tx = Queryable<typeof schema>;

/** What has been learnt of a checkout. */
export type Learnt = Partial<Omit<CheckoutRow, 'id'>>;

/** A checkout before a change and after it; the same row where nothing has changed. */
export type Change = { before: CheckoutRow; after: CheckoutRow };

/** When a changed checkout is to be looked at: at once where its money is to go back, else when nothing more is heard. */
function nextLook({ now, settings }: App, before: CheckoutRow, after: CheckoutRow): Date | null {
  if (!isUnsettled(after.status)) return null;
  if (after.status === before.status) return after.lookAt;
  const afterMs = after.status === 'REFUNDING' ? 0 : settings.lookAgainMs;
  return new Date(now().getTime() + afterMs);
}

/** When a changed checkout was closed unpaid; null for one that was not. */
const closedAtOf = ({ now }: App, { closedAt }: CheckoutRow, status: CheckoutStatus): Date | null =>
  isClosed(status) ? (closedAt ?? now()) : closedAt;

const differ = (before: CheckoutRow, after: CheckoutRow): boolean =>
  (Object.keys(after) as (keyof CheckoutRow)[]).some(
    (key) => after[key]?.valueOf() !== before[key]?.valueOf(),
  );

/**
 * Stores what has been learnt of a locked checkout, with the status that follows from it, and tells of it. The one
 * way in which a checkout goes from status to status.
 */
export async function changeCheckout(
  app: App,
  tx: Tx,
  before: CheckoutRow,
  learnt: Learnt,
  headers: MessageHeaders,
): Promise<Change> {
  const known = { ...before, ...learnt };
  const status = statusOf(known);
  const completedAt = known.completedAt ?? (status === 'SUCCEEDED' ? app.now() : null);
  const after = { ...known, status, completedAt, closedAt: closedAtOf(app, known, status) };
  after.lookAt = nextLook(app, before, after);
  if (!differ(before, after)) return { before, after: before };
  await updateCheckout(tx, before.id, after);
  // what the provider tells of belongs to the trace of the purchase
  const traceparent = headers.traceparent ?? before.traceparent ?? undefined;
  await appendEvents(tx, eventsOf(before, after), { ...headers, traceparent });
  return { before, after };
}

/** Tells whoever follows checkouts of committed changes, and has done what is due now. */
export function followChanges(app: App, changes: readonly (Change | undefined)[]): void {
  const changed = changes.flatMap((change) => (change && change.after !== change.before ? change.after : []));
  for (const { id } of changed) tellCheckoutUpdated(app, id);
  const now = app.now();
  if (changed.some(({ lookAt }) => lookAt && lookAt <= now)) app.wake();
}

/** Runs a transaction that changes a checkout, and what follows it; the checkout as it is then, if there is one. */
export async function commitChange(
  app: App,
  work: (tx: Tx) => Promise<Change | undefined>,
): Promise<CheckoutRow | undefined> {
  const change = await app.transact(work);
  followChanges(app, [change]);
  return change?.after;
}
