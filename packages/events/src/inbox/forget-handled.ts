import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@arena/subgraph-kit';
import { inArray, lt, sql } from 'drizzle-orm';
import type { Running } from '../bus.ts';
import type { OutboxTransaction } from '../outbox/append.ts';
import { inbox } from './inbox-table.ts';

/** Far longer than a broker may hand a message out once more, and than the past that a backup brings back. */
const REMEMBERED = sql`interval '30 days'`;
const STEP = 1_000;
const HOUR_MS = 3_600_000;

/** Forgets some messages that were handled long ago; true while there may be more of them. */
async function forgetSome(tx: OutboxTransaction): Promise<boolean> {
  const old = tx
    .select({ messageId: inbox.messageId })
    .from(inbox)
    .where(lt(inbox.handledAt, sql`now() - ${REMEMBERED}`))
    .orderBy(inbox.handledAt)
    .limit(STEP)
    .for('update', { skipLocked: true });
  const forgotten = await tx
    .delete(inbox)
    .where(inArray(inbox.messageId, old))
    .returning({ messageId: inbox.messageId });
  return forgotten.length === STEP;
}

/** Keeps an inbox from growing for ever: what was handled long ago is forgotten, every hour or as often as is said. */
export function forgetHandled(
  transact: (work: (tx: OutboxTransaction) => Promise<boolean>) => Promise<boolean>,
  logger: Logger,
  everyMs = HOUR_MS,
): Running {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopping = () => signal.aborted;
  const forget = () =>
    transact(forgetSome).catch((error: unknown) => {
      logger.warn({ err: error }, 'handled messages are not forgotten yet');
      return false;
    });
  const keepForgetting = async () => {
    for (;;) {
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (isStopping()) return;
      while (!isStopping() && (await forget()));
    }
  };
  const ended = keepForgetting();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
