import { randomInt } from 'node:crypto';
import { violatedUnique, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const RANDOM_LENGTH = 6;
const MAX_TRIES = 5;

/** What every code looks like. */
export const TICKET_CODE = /^TKT-\d{14}-[A-Z0-9]{6}$/;

/** A new code: when it was issued (UTC) and what nobody can guess. */
export function newTicketCode(now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `TKT-${stamp}-${random.join('')}`;
}

/** Stores something with a new code, and with another one where the first is taken. */
export async function withNewCode<Result>(
  tx: Queryable<typeof schema>,
  makeCode: () => string,
  store: (savepoint: Queryable<typeof schema>, code: string) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tx.transaction((savepoint) => store(savepoint, makeCode()));
    } catch (error) {
      if (violatedUnique(error) !== 'tickets_code' || attempt === MAX_TRIES) throw error;
    }
  }
}
