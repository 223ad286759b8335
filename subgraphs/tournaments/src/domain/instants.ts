import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

export const DAY_MS = 86_400_000;

const EARLIEST = Date.UTC(1970, 0);
const isStorable = (at: Date): boolean => at.getTime() >= EARLIEST;

/** An instant that the database can hold. */
export const instantSchema = z.date().refine(isStorable, 'must not lie before 1970');

/** The sort key of lists by time: an instant as RFC 3339, and the row's id. */
export const instantKeySchema = z.tuple([
  z.iso.datetime().refine((text) => isStorable(new Date(text))),
  idSchema,
]);
