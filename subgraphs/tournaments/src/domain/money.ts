import { z } from 'zod';
import type { Fault } from './faults.ts';

const MAX_AMOUNT_MINOR = 1_000_000_000_000;

/** An amount that is not negative, in minor units, and its currency. */
export const moneySchema = z.object({
  amount: z
    .number()
    .refine(
      (amount) => Number.isInteger(amount) && amount >= 0 && amount <= MAX_AMOUNT_MINOR,
      `must be a whole number from 0 to ${MAX_AMOUNT_MINOR}`,
    ),
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'),
});

export type Money = z.output<typeof moneySchema>;

/** That the money at `path` is not in the tournament's currency. */
export const currencyFault = (path: Fault['path'], currency: string): Fault => ({
  path: [...path, 'currency'],
  message: `must be ${currency}, the one currency of the tournament`,
});
