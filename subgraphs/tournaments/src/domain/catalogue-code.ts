import { Conflict } from '@arena/subgraph-kit';
import { z } from 'zod';

/** The code of a category or a game. */
export const codeSchema = z.string().regex(/^[A-Z0-9_-]{1,20}$/, 'must be 1 to 20 of A-Z, 0-9, _ and -');

/** That the code is another's. */
export const codeTaken = (code: string): Conflict => new Conflict('CODE_TAKEN', `The code ${code} is taken`);

/** A whole number within bounds, both included. */
export const wholeNumber = (min: number, max: number) =>
  z
    .number()
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `must be a whole number from ${min} to ${max}`,
    );
