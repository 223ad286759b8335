import { batchLoader, type Caller, type PageRequest } from '@arena/subgraph-kit';
import type DataLoader from 'dataloader';
import type { App } from './app.ts';
import type { TicketFilter } from './db/holds.ts';
import { findAvailability, findCurrencies, findSales } from './db/sales-store.ts';
import type { StaffRole, TicketRow } from './db/schema.ts';
import { findStaffRoles } from './db/staff-store.ts';
import { countTicketsOf, listTicketsOf } from './db/ticket-list-store.ts';
import {
  findParticipantTickets,
  findTickets,
  findViewerTickets,
  findVisibleTickets,
  type Viewer,
} from './db/ticket-store.ts';
import { ticketAsOf } from './domain/hold.ts';

type Id = string;

/** What a foreign key refers to, which is always there. */
export async function existing<Row>(loading: Promise<Row | null>): Promise<Row> {
  const row = await loading;
  if (row === null) throw new Error('A row that a foreign key refers to is missing');
  return row;
}

/** Batches what many owners have; owners asked the same way share one statement. */
function batchAlike<Asked, Value>(find: (ids: readonly Id[], asked: Asked) => Promise<Value[]>) {
  const loaders = new Map<string, DataLoader<Id, Value>>();
  return {
    load: (id: Id, asked: Asked): Promise<Value> => {
      const key = JSON.stringify(asked);
      const loader = loaders.get(key) ?? batchLoader((ids) => find(ids, asked));
      loaders.set(key, loader);
      return loader.load(id);
    },
  };
}

/** The batches of one request: one statement per type and level, however many rows ask. */
export function createLoaders({ db, now }: App, { userId }: Caller) {
  const asOfNow = (rows: (TicketRow | null)[]) => rows.map((row) => row && ticketAsOf(row, now()));
  /** what only a signed-in person has; null for the anonymous */
  const ofViewer = <Value>(find: (viewer: Viewer, ids: readonly Id[]) => Promise<(Value | null)[]>) =>
    batchLoader<Value | null>(async (ids) =>
      userId ? find({ userId, now: now() }, ids) : ids.map(() => null),
    );
  return {
    /** any ticket, to be shown only to whom it has already been shown to be due */
    ticketById: batchLoader(async (ids) => asOfNow(await findTickets(db, ids))),
    /** the caller's own tickets and those of tournaments that the caller runs */
    visibleTicketById: ofViewer(async (viewer, ids) => asOfNow(await findVisibleTickets(db, viewer, ids))),
    /** the caller's participant ticket by tournament */
    ownTicket: ofViewer((viewer, tournamentIds) => findParticipantTickets(db, viewer, tournamentIds)),
    /** the caller's viewer ticket by match */
    ownView: ofViewer((viewer, matchIds) => findViewerTickets(db, viewer, matchIds)),
    /** the caller's staff role by tournament */
    ownStaffRole: ofViewer<StaffRole>(({ userId: id }, tournamentIds) =>
      findStaffRoles(db, id, tournamentIds),
    ),
    availabilityOf: batchLoader((tournamentIds) => findAvailability(db, tournamentIds, now())),
    salesOf: batchLoader((tournamentIds) => findSales(db, tournamentIds)),
    currencyOf: batchLoader((tournamentIds) => findCurrencies(db, tournamentIds)),
    ticketsOf: batchAlike((tournamentIds, asked: { filter: TicketFilter; page: PageRequest<string> }) =>
      listTicketsOf(db, tournamentIds, asked.filter, asked.page, now()),
    ),
    ticketCountOf: batchAlike((tournamentIds, filter: TicketFilter) =>
      countTicketsOf(db, tournamentIds, filter, now()),
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
