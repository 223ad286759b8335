import { idSchema } from '@arena/subgraph-kit';
import { z } from 'zod';

const EARLIEST = Date.UTC(1970, 0);
/** the last instant whose year has the four digits of RFC 3339 */
const LATEST = Date.UTC(10_000, 0) - 1;
const isStorable = (at: Date): boolean => at.getTime() >= EARLIEST && at.getTime() <= LATEST;

/** The sort key of lists by time: an instant as RFC 3339, in milliseconds as it is written, and the row's id. */
export const instantKeySchema = z.tuple([
  z.iso.datetime({ precision: 3 }).refine((text) => isStorable(new Date(text))),
  idSchema,
]);
