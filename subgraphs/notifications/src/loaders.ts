import { batchLoader, type Caller } from '@arena/subgraph-kit';
import type { App } from './app.ts';
import { findMatches } from './db/match-store.ts';
import { findPerson } from './db/person-store.ts';
import { findTold, type ToldRow } from './db/told-list-store.ts';
import { findTournaments } from './db/tournament-store.ts';
import { listenerOf } from './domain/listener.ts';
import type { Reader } from './domain/texts/text.ts';

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db, settings: { timeZone } }: App, { userId }: Caller) {
  const readers = batchLoader<Reader>((ids) =>
    Promise.all(ids.map(async (id) => ({ locale: (await findPerson(db, id))?.locale ?? 'EN', timeZone }))),
  );
  return {
    /** the caller as whoever reads; English where no language is known */
    reader: {
      load: async (): Promise<Reader> =>
        userId === null ? { locale: 'EN', timeZone } : readers.load(userId),
    },
    /** what the caller was told */
    notificationById: batchLoader<ToldRow | null>(async (ids) =>
      userId === null ? ids.map(() => null) : findTold(db, listenerOf(userId), ids),
    ),
    tournamentById: batchLoader((ids) => findTournaments(db, ids)),
    matchById: batchLoader((ids) => findMatches(db, ids)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
