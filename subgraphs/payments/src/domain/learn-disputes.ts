import type { CheckoutRow, DisputeState } from '../db/schema.ts';
import type { ProviderDispute } from '../providers/provider.ts';

/** How far each dispute has come: it is opened, then it ends; one that was won may still be lost. */
const STEPS: Record<DisputeState, number> = { OPEN: 1, WON: 2, LOST: 3 };

/** What counts of several disputes: one that is open, else one that is lost. */
const BY_WEIGHT = ['OPEN', 'LOST', 'WON'] as const;

/** What is known of the disputes of a checkout. */
export type KnownDisputes = Pick<CheckoutRow, 'dispute' | 'disputeRevision' | 'disputeLostMinor'>;

/**
 * What the disputes of a payment come to, whichever were known. A dispute is added or goes a step on and never back, so
 * that of two accounts of them the one with more steps is the newer; what is told late takes nothing back.
 */
export function learnDisputes(known: KnownDisputes, disputes: readonly ProviderDispute[]): KnownDisputes {
  const disputeRevision = disputes.reduce((steps, { status }) => steps + STEPS[status], 0);
  if (disputeRevision <= known.disputeRevision) {
    const { dispute, disputeLostMinor } = known;
    return { dispute, disputeRevision: known.disputeRevision, disputeLostMinor };
  }
  const lost = disputes.filter(({ status }) => status === 'LOST');
  return {
    dispute: BY_WEIGHT.find((state) => disputes.some(({ status }) => status === state)) ?? null,
    disputeRevision,
    disputeLostMinor: lost.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}
