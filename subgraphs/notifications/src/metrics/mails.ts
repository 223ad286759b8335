import { OF_A_DATABASE, readBriefly, type Metrics } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { countDueMails, COUNTED_AT_MOST } from '../db/due-mail-store.ts';

/** Tells how many mails are due. @returns what counts those that are tried */
export function watchMails({ db, now }: Pick<App, 'db' | 'now'>, metrics: Metrics): App['countMail'] {
  const tried = metrics.counter({
    name: 'arena_notifications_mails_total',
    help: 'Mails that were tried, by what became of them: sent, to be retried, or parked for good.',
    labels: ['outcome'],
  });
  const due = metrics.gauge({
    name: 'arena_notifications_mails_due',
    help: `Mails that are to be sent by now, ${COUNTED_AT_MOST} at most.`,
  });
  metrics.read(
    'mails',
    async () => {
      due.clear();
      due.set(await readBriefly(db, (tx) => countDueMails(tx, now())));
    },
    OF_A_DATABASE,
  );
  return (outcome) => tried.add([outcome]);
}
