import type { TicketHistory } from '../db/participant-ticket-store.ts';

/**
 * Whose a ticket is after all its transfers, told in whatever order: each person has got it once more than they
 * gave it away, or just as often, and the holder alone once more.
 * @returns null when it has ended, and undefined while its issue or a transfer is still missing
 */
export function holderOf({ issuedTo, endedAt, transfers }: TicketHistory): string | null | undefined {
  if (endedAt !== null) return null;
  if (issuedTo === null) return undefined;
  const balances = new Map([[issuedTo, 1]]);
  const add = (userId: string, amount: number) => balances.set(userId, (balances.get(userId) ?? 0) + amount);
  for (const { fromUserId, toUserId } of transfers) {
    add(fromUserId, -1);
    add(toUserId, 1);
  }
  const [holder, ...others] = [...balances].filter(([, balance]) => balance !== 0);
  return others.length === 0 ? holder?.[0] : undefined;
}
