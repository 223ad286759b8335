import { COUNTED_AT_MOST, type DatabaseFacts } from './database-facts.ts';
import { fail, warn, type Finding } from './finding.ts';
import { span } from './wording.ts';

/** An event leaves within milliseconds, and within 5 s where its wake was lost. */
const LATE_MS = 30_000;
const STUCK_MS = 300_000;

/** How many events wait to leave, in words. */
export const unsentIn = ({ unsent }: { unsent: number }): string =>
  unsent > COUNTED_AT_MOST ? `over ${COUNTED_AT_MOST}` : String(unsent);

/** What is amiss with the events that a subgraph has yet to send. */
export function judgeOutbox(subgraph: string, outbox: DatabaseFacts['outbox']): Finding[] {
  if (!outbox || outbox.unsent === 0 || outbox.oldestMs < LATE_MS) return [];
  const says = `outbox: ${unsentIn(outbox)} unsent, the oldest since ${span(outbox.oldestMs)}`;
  const tell = outbox.oldestMs < STUCK_MS ? warn : fail;
  return [tell(subgraph, 'outbox-stuck', says, `see that ${subgraph} runs and reaches the broker`)];
}
