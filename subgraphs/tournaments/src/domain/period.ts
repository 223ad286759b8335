import { DAY_MS } from '@arena/subgraph-kit';
import type { Fault } from './faults.ts';

const MAX_AHEAD_DAYS = 730;
const MAX_LENGTH_DAYS = 90;

/** What is wrong with the dates of a tournament that has not started. */
export function periodFaults({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): Fault[] {
  const aheadMs = startsAt.getTime() - now.getTime();
  const lengthMs = endsAt.getTime() - startsAt.getTime();
  const faults: Fault[] = [];
  const fault = (field: string, message: string) => faults.push({ path: [field], message });
  if (aheadMs <= 0) fault('startsAt', 'must be in the future');
  if (aheadMs > MAX_AHEAD_DAYS * DAY_MS) fault('startsAt', `must be at most ${MAX_AHEAD_DAYS} days ahead`);
  if (lengthMs <= 0) fault('endsAt', 'must be after the start');
  if (lengthMs > MAX_LENGTH_DAYS * DAY_MS)
    fault('endsAt', `must be at most ${MAX_LENGTH_DAYS} days after the start`);
  return faults;
}
