import { OF_A_DATABASE, readBriefly, type Metrics } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { countUnsettled } from '../db/unsettled-checkout-store.ts';

/** Tells how many checkouts are not settled, by their state, and how late what is due of them is. */
export function watchCheckouts({ db, now }: Pick<App, 'db' | 'now'>, metrics: Metrics): void {
  const unsettled = metrics.gauge({
    name: 'arena_payments_unsettled_checkouts',
    help: 'Checkouts of which something is still to come, by state.',
    labels: ['status'],
  });
  const overdue = metrics.gauge({
    name: 'arena_payments_checkout_overdue_seconds',
    help: 'How long what is due of a checkout has not been done, of the one that is latest.',
  });
  const read = async (): Promise<void> => {
    unsettled.clear();
    overdue.clear();
    const states = await readBriefly(db, countUnsettled);
    const late = states.map(({ lookAt }) => now().getTime() - lookAt.getTime());
    for (const { status, count } of states) unsettled.set(count, [status]);
    overdue.set(Math.max(0, ...late) / 1_000);
  };
  metrics.read('checkouts', read, OF_A_DATABASE);
}
