import { DAY_MS } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { forgetHandledBefore } from '../db/provider-event-store.ts';

/** For how long it is known that a webhook has been handled: a provider repeats its own for days, others not at all. */
const REMEMBERED_MS = 90 * DAY_MS;

/** How many are forgotten at a time. */
const STEP = 1_000;

/** Forgets the webhooks that were handled long ago, a few at a time. */
export async function forgetWebhooks({ db, now }: Pick<App, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - REMEMBERED_MS);
  while ((await forgetHandledBefore(db, before, STEP)) === STEP);
}
