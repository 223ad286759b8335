import { idSchema } from './ids.ts';
import { z } from 'zod';

export const DAY_MS = 86_400_000;

const EARLIEST = Date.UTC(1970, 0);
/** the last instant whose year has the four digits of RFC 3339 */
const LATEST = Date.UTC(10_000, 0) - 1;
const isStorable = (at: Date): boolean => at.getTime() >= EARLIEST && at.getTime() <= LATEST;

/** An instant that the database can hold. */
export const instantSchema = z.date().refine(isStorable, 'must lie from 1970 to 9999');

/** The sort key of lists by time: an instant as RFC 3339, in milliseconds as it is written, and the row's id. */
export const instantKeySchema = z.tuple([
  z.iso.datetime({ precision: 3 }).refine((text) => isStorable(new Date(text))),
  idSchema,
]);
